import { log } from '../shared/log';
import { FIRST_SIDE, SMALL_SIDE, type SmallPicture } from '../shared/small-picture';

/** Small pictures of what goes out, each only when asked for. */
export type Glance = {
  /** Asks for one of the next frame. isFirst: a smaller one, which whoever else asks gets too. */
  want(isFirst?: boolean): void;
  /** Shows a frame that is about to be sent; it stays its owner's. */
  look(frame: VideoFrame): void;
};

/** At most 15 a second, whoever asks. */
const PERIOD_MS = 1000 / 15;

/** take: gets each picture that was asked for. */
export function createGlance(take: (picture: SmallPicture) => void): Glance {
  /** Longer side of the one that is wanted, in pixels. */
  let wanted: number | undefined;
  let takenAt = Number.NEGATIVE_INFINITY;
  let context: OffscreenCanvasRenderingContext2D | null | undefined;

  const pictureOf = (frame: VideoFrame, side: number): SmallPicture => {
    const { displayWidth, displayHeight } = frame;
    const scale = side / Math.max(displayWidth, displayHeight);
    const width = Math.max(1, Math.round(displayWidth * scale));
    const height = Math.max(1, Math.round(displayHeight * scale));
    const options = { alpha: false, willReadFrequently: true };
    context ??= new OffscreenCanvas(width, height).getContext('2d', options);
    if (!context) throw new Error('expected a canvas to draw on');
    const { canvas } = context;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.drawImage(frame, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    return { width, height, base64: new Uint8Array(data.buffer).toBase64() };
  };

  return {
    want: (isFirst = false) => {
      wanted = Math.min(wanted ?? SMALL_SIDE, isFirst ? FIRST_SIDE : SMALL_SIDE);
    },
    look: (frame) => {
      const now = performance.now();
      const side = wanted;
      if (side === undefined || now - takenAt < PERIOD_MS) return;
      wanted = undefined;
      takenAt = now;
      try {
        take(pictureOf(frame, side));
      } catch (error) {
        // The frame goes out all the same.
        log.debug('a frame cannot be shown in the popup', error);
      }
    },
  };
}
