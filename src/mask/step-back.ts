import type { Rect, Size } from '../shared/geometry';

/**
 * By so much smaller the model sees the frame from further back. Of a face that fills the frame it makes
 * everything or nothing; at 0.8 it knows the same face again, and knows the border for none.
 */
const SCALE = 0.8;
/** The frame's place is made of so many pixels, which the kernels like. */
const STEP = 8;
/** What is around the frame: neither light nor dark. */
const GREY = 128;

/** The frame from further back: small, in the middle of a grey border. */
export type StepBack = {
  /** What a model input so made shows, in fractions of the frame: more than the frame. */
  readonly region: Rect;
  /** The frame within it: its size in pixels, and its pixels, RGBA, to be read into. */
  readonly size: Size;
  readonly picture: Uint8Array<ArrayBuffer>;
  /** Makes a model input, RGBA, of the picture. */
  surround(input: Uint8Array): void;
  /** Mean probability, 0..1, of the frame's part of a mask. */
  shareOf(mask: Float32Array): number;
};

/** size: of the model's input. */
export function createStepBack({ width, height }: Size): StepBack {
  const shrunk = (length: number) => STEP * Math.round((SCALE * length) / STEP);
  const size: Size = { width: shrunk(width), height: shrunk(height) };
  const left = (width - size.width) / 2;
  const top = (height - size.height) / 2;
  const picture = new Uint8Array(4 * size.width * size.height);
  /** Where a row of the frame begins in the input, in pixels. */
  const rowAt = (y: number) => (top + y) * width + left;

  return {
    region: {
      x: -left / size.width,
      y: -top / size.height,
      width: width / size.width,
      height: height / size.height,
    },
    size,
    picture,
    surround: (input) => {
      input.fill(GREY);
      const row = 4 * size.width;
      for (let y = 0; y < size.height; y++)
        input.set(picture.subarray(y * row, (y + 1) * row), 4 * rowAt(y));
    },
    shareOf: (mask) => {
      let sum = 0;
      for (let y = 0; y < size.height; y++) {
        const start = rowAt(y);
        for (let i = start; i < start + size.width; i++) sum += mask[i] as number;
      }
      return sum / (size.width * size.height);
    },
  };
}
