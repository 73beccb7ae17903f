import type { Stamp } from '../compositor/compositor';
import { planeFrame } from '../compositor/planes/plane-frame';
import { createPlanes } from '../compositor/planes/planes';

/** Plain frames that need no compositor: what goes out when nothing else can. */
export type Cover = {
  /** A plain frame of that size and time; the caller owns it. */
  draw(stamp: Stamp): VideoFrame;
};

/** Luma of the grey, in video range (16..235). */
const LUMA = 50;
/** That of black. */
export const BLACK = 16;
/** Neutral chroma. */
const CHROMA = 128;

/** luma: of all pixels; grey by default. */
export function createCover(luma = LUMA): Cover {
  let planes = createPlanes({ width: 0, height: 0 });

  return {
    draw: ({ width, height, timestamp, duration }) => {
      if (planes.width !== width || planes.height !== height) {
        planes = createPlanes({ width, height });
        planes.bytes.fill(CHROMA);
        planes.y.fill(luma);
      }
      const time = { timestamp, ...(duration !== null && { duration }) };
      return planeFrame(planes, time);
    },
  };
}
