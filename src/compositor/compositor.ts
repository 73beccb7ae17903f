import type { Matte } from '../mask/matte';
import type { Rect, Size } from '../shared/geometry';

/** What stands in the place of the background, ready to draw. */
export type Backdrop =
  /** strength: 0..1, in units of the picture, so that it looks the same at every size. */
  | { readonly kind: 'blur'; readonly strength: number }
  /** color: red, green, blue, each 0..1. */
  | { readonly kind: 'color'; readonly color: readonly [number, number, number] }
  /** picture: fills the frame, cut at the sides that stand over. Its owner closes it. Of a film, its frame now. */
  | { readonly kind: 'image'; readonly picture: ImageBitmap | VideoFrame };

/** What remains of a camera frame that has been closed. */
export type Stamp = Size & {
  /** In microseconds. */
  readonly timestamp: number;
  readonly duration: number | null;
};

/**
 * A camera frame that a compositor has read. Its pixels are the compositor's own copy, so the frame
 * itself can go back to the camera, which has only a few.
 */
export type LoadedFrame = Stamp;

/** Frames that a compositor holds at a time: one is drawn while the next one's mask is made. */
export const MOST_LOADED = 2;

/**
 * Draws a person in front of a backdrop. Frames given stay their owner's; frames returned belong to
 * the caller and carry the loaded frame's timestamp and duration. One call at a time.
 */
export type Compositor = {
  /** Reads a frame, which may be closed then. Throws when MOST_LOADED are held already. */
  load(frame: VideoFrame): Promise<LoadedFrame>;
  /** Gives the place of a loaded frame to the next. */
  release(loaded: LoadedFrame): void;
  /**
   * Draws a region of the frame, in fractions of it, at the model's input size into `pixels`: RGBA,
   * rows from the top.
   */
  readInput(loaded: LoadedFrame, region: Rect, size: Size, pixels: Uint8Array): void;
  /** Makes ready for a backdrop that moves, where that takes time; before it is drawn. */
  prepare?(loaded: LoadedFrame, backdrop: Backdrop): Promise<void>;
  /** Draws the frame's person over the backdrop. */
  composite(loaded: LoadedFrame, matte: Matte, backdrop: Backdrop): VideoFrame;
  /** Draws the backdrop alone; for a blur, the frame beyond recognition. */
  cover(loaded: LoadedFrame, backdrop: Backdrop): VideoFrame;
  dispose(): void;
};

/** As it is shown, in pixels. */
export function sizeOfPicture(picture: ImageBitmap | VideoFrame): Size {
  return 'displayWidth' in picture
    ? { width: picture.displayWidth, height: picture.displayHeight }
    : { width: picture.width, height: picture.height };
}

/** What a frame leaves behind when it is closed. */
export function stampOf(frame: VideoFrame): Stamp {
  const { displayWidth: width, displayHeight: height, timestamp, duration } = frame;
  return { width, height, timestamp, duration };
}

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

/** How far the background behind a half covered pixel is looked for: a standard deviation in heights. */
export const LOCAL_SIGMA = 0.005;

/** How far the person's own colour is looked for, inside from an edge: a standard deviation in heights. */
export const OWN_SIGMA = 0.011;

/**
 * Blur of the background where it touches the person, between the local one (0) and the full one (1): a
 * lens blurs little what stands beside a person, and all the more what is far behind.
 */
const CONTACT = 0.5;

/**
 * Weights of the blurred background from which on it is blurred more, and wholly: half of what lies around
 * an outline is the person.
 */
export const APART = { from: 0.5, to: 1 } as const;

/**
 * The most light that a backdrop throws on the person's outline. A blurred background is the light that is
 * there already; a plain colour may be keyed away by somebody else, who wants a clean edge. It begins where
 * the background near a place is known, at LEAST_WEIGHT.
 */
export const WRAP = { image: 0.14, color: 0.05, blur: 0 } as const;

/** How soft the light of a picture is that falls on the person: a standard deviation in heights. */
export const SOFT_SIGMA = 0.03;

/**
 * The three gaussians that blur the background one after the other: local, from there to what touches the
 * person, and from there to the full blur. Standard deviations in frame heights, for a strength of
 * 0..1.
 */
export function blurSteps(strength: number): [local: number, contact: number, far: number] {
  const far = 0.006 + 0.034 * strength;
  const contact = LOCAL_SIGMA + CONTACT * (far - LOCAL_SIGMA);
  const step = (from: number, to: number) => Math.sqrt(to ** 2 - from ** 2);
  return [LOCAL_SIGMA, step(LOCAL_SIGMA, contact), step(contact, far)];
}
