import type { Matte } from '../mask/matte';
import type { Rect, Size } from '../shared/geometry';

/** What stands in the room's place, ready to draw. */
export type Backdrop =
  /** strength: 0..1, in units of the picture, so that it looks the same at every size. */
  | { readonly kind: 'blur'; readonly strength: number }
  /** color: red, green, blue, each 0..1. */
  | { readonly kind: 'color'; readonly color: readonly [number, number, number] }
  /** picture: fills the frame, cut at the sides that stand over. Its owner closes it. */
  | { readonly kind: 'image'; readonly picture: ImageBitmap };

/**
 * Draws a person in front of a backdrop. Frames given stay their owner's; frames returned belong to
 * the caller and carry the given frame's timestamp and duration. One call at a time.
 */
export type Compositor = {
  /**
   * Draws a region of the frame, in fractions of it, at the model's input size into `pixels`: RGBA,
   * rows from the top.
   */
  readInput(frame: VideoFrame, region: Rect, size: Size, pixels: Uint8Array): Promise<void>;
  /** Draws the frame's person over the backdrop. */
  composite(frame: VideoFrame, matte: Matte, backdrop: Backdrop): Promise<VideoFrame>;
  /** Draws the backdrop alone; for a blur, the frame beyond recognition. */
  cover(frame: VideoFrame, backdrop: Backdrop): Promise<VideoFrame>;
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

/** Cells along the longer side of a covered frame: light and colour of a room, and nothing else. */
export const COVER_CELLS = 12;

/** How far the room behind a half covered pixel is looked for: a standard deviation in heights. */
export const NEAR_SIGMA = 0.005;

/** Standard deviation of the blur in frame heights, for a strength of 0..1. */
export function blurSigma(strength: number): number {
  return 0.006 + 0.034 * strength;
}
