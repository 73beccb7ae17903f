import type { Stamp } from '../compositor/compositor';
import { planeFrame } from '../compositor/planes/plane-frame';

/** Plain frames that need no compositor: what goes out when nothing else can. */
export type Cover = {
  /** A grey frame of that size and time; the caller owns it. */
  draw(stamp: Stamp): VideoFrame;
};

/** Luma of the grey, in video range (16..235). */
const LUMA = 50;
/** Neutral chroma. */
const CHROMA = 128;

export function createCover(): Cover {
  let planes = new Uint8Array();
  let size = '';

  return {
    draw: ({ width, height, timestamp, duration }) => {
      if (size !== `${width}x${height}`) {
        size = `${width}x${height}`;
        const luma = width * height;
        planes = new Uint8Array(luma + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
        planes.fill(LUMA, 0, luma).fill(CHROMA, luma);
      }
      const time = { timestamp, ...(duration !== null && { duration }) };
      return planeFrame(planes, { width, height }, time);
    },
  };
}
