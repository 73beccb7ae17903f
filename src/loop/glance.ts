import { log } from '../shared/log';
import { SMALL_SIDE, type SmallPicture } from '../shared/small-picture';

/** Small pictures of what goes out, each only when asked for. */
export type Glance = {
  /** Asks for one of the next frame. */
  want(): void;
  /** Shows a frame that is about to be sent; it stays its owner's. */
  look(frame: VideoFrame): void;
};

/** At most 15 a second, whoever asks. */
const PERIOD_MS = 1000 / 15;

/** take: gets each picture that was asked for. */
export function createGlance(take: (picture: SmallPicture) => void): Glance {
  let isWanted = false;
  let takenAt = Number.NEGATIVE_INFINITY;
  let context: OffscreenCanvasRenderingContext2D | null | undefined;

  const pictureOf = (frame: VideoFrame): SmallPicture => {
    const { displayWidth, displayHeight } = frame;
    const scale = SMALL_SIDE / Math.max(displayWidth, displayHeight);
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
    want: () => {
      isWanted = true;
    },
    look: (frame) => {
      const now = performance.now();
      if (!isWanted || now - takenAt < PERIOD_MS) return;
      isWanted = false;
      takenAt = now;
      try {
        take(pictureOf(frame));
      } catch (error) {
        // The frame goes out all the same.
        log.debug('a frame cannot be shown in the popup', error);
      }
    },
  };
}
