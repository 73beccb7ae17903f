/** What a frame shows of a thing that somebody holds: pixels by their indices. */
export type Held = {
  /** Surely the thing. */
  readonly thing: readonly number[];
  /** Surely room now, and the thing a moment ago. */
  readonly left: readonly number[];
};

/** Opacity, of 255, from which a pixel is wholly the thing, and up to which it is room. */
const OPAQUE = 250;
const ROOM = 5;
/** Frames in which the room where the thing has been is looked at. */
const TRAIL = 6;
/** Opacity found from which a pixel is kept, and below which it is gone. */
const KEPT = 0.9;
const GONE = 0.1;

/** things: opacity of the thing in each frame, 0..255; mattes: of person and thing. */
export function heldOf(mattes: readonly Uint8Array[], things: readonly Uint8Array[]): Held[] {
  return things.map((thing, frame) => {
    const matte = mattes[frame] as Uint8Array;
    const past = things.slice(Math.max(0, frame - TRAIL), frame);
    const pixels = Array.from(thing.keys());
    return {
      thing: pixels.filter((i) => (thing[i] as number) >= OPAQUE),
      left: pixels.filter(
        (i) =>
          (matte[i] as number) <= ROOM && past.some((before) => (before[i] as number) >= OPAQUE),
      ),
    };
  });
}

/** Pixels of the thing that are kept, half there and gone, and the sum of what is shown where it has left. */
export function countHeld({ thing, left }: Held, alpha: Float32Array) {
  const kept = thing.filter((i) => (alpha[i] as number) >= KEPT).length;
  const gone = thing.filter((i) => (alpha[i] as number) < GONE).length;
  const trail = left.reduce((sum, i) => sum + (alpha[i] as number), 0);
  return { kept, half: thing.length - kept - gone, gone, trail };
}
