import type { Size } from '../shared/geometry';

/** What stands in the room's place, ready to draw. */
export type Backdrop =
  /** strength: 0..1, in units of the picture, so that it looks the same at every size. */
  | { readonly kind: 'blur'; readonly strength: number }
  /** color: red, green, blue, each 0..1. */
  | { readonly kind: 'color'; readonly color: readonly [number, number, number] }
  /** picture: fills the frame, cut at the sides that stand over. Its owner closes it. */
  | { readonly kind: 'image'; readonly picture: ImageBitmap };

/**
 * The person's opacity as a function of the frame's colour: at each pixel
 * `a·rgb + b` with the coefficients read bilinearly from the grid, rgb in 0..1.
 */
export type Matte = {
  readonly size: Size;
  /** a (red, green, blue) and b for each point of the grid, rows from the top. */
  readonly coefficients: Float32Array;
};

/**
 * Draws a person in front of a backdrop. Frames given stay their owner's; frames returned belong to
 * the caller and carry the given frame's timestamp and duration.
 */
export type Compositor = {
  /** Draws the frame at the model's input size into `pixels`: RGBA, rows from the top. */
  readInput(frame: VideoFrame, size: Size, pixels: Uint8Array): void;
  /** Draws the frame's person over the backdrop. */
  composite(frame: VideoFrame, matte: Matte, backdrop: Backdrop): VideoFrame;
  /** Draws the backdrop alone; for a blur, the frame beyond recognition. */
  cover(frame: VideoFrame, backdrop: Backdrop): VideoFrame;
  dispose(): void;
};

/** Thrown by a compositor whose graphics device is gone; make a new one. */
export class DeviceLost extends Error {
  override name = 'DeviceLost';
}

/** Thrown where a compositor cannot be made at all. */
export class DeviceMissing extends Error {
  override name = 'DeviceMissing';
}

/** The opacity ramp: a raw matte of LOW or less is room, HIGH or more is person. */
export const COVERAGE = { low: 0.2, high: 0.8 } as const;

/** Standard deviation of the blur in frame heights, for a strength of 0..1. */
export function blurSigma(strength: number): number {
  return 0.006 + 0.034 * strength;
}
