import type { Size } from '../shared/geometry';
import { median } from '../shared/quantile';

/** Side of the squares that the room is judged by, in points, and which of their points are looked at, both ways. */
const SQUARE = 16;
const STEP = 2;
/** Probability below which a point shows the room. */
const ROOM = 0.1;
/** Frames after which the picture that others are compared with is replaced: who sits still moves in that time. */
const REFRESH = 30;
/** So far somebody must have moved, in points. */
const LEAST = 0.25;
/** The camera stands still while the room has changed less than so many times as by noise, and this. */
const TIMES = 1.5;
const NOTHING = 1 / 255;
/** Questions before the first answer: noise is known by then. */
const FIRST = 3;

/** Calls back with runs of points, `last` excluded. */
type Runs = (run: (first: number, last: number) => void) => void;

/** Tells who moves by themselves from what only noise or the camera's own motion changes, such as a poster. */
export type OwnMotion = {
  /** Takes the luma (0..1) of each frame. */
  see(luma: Float32Array): void;
  /** True when the points of `runs` have moved since a frame before. mask (0..1): of the frame seen last. */
  moved(runs: Runs, mask: Float32Array): boolean;
  forget(): void;
};

/**
 * How far something has moved is told as in optical flow, by the change of luma over its slope: the change since a frame
 * some time ago, less that since the frame before, which has as much noise. Nothing is told while the room, too,
 * is not where it was.
 */
export function createOwnMotion({ width, height }: Size): OwnMotion {
  let now = new Float32Array(width * height);
  let before = new Float32Array(width * height);
  const past = new Float32Array(width * height);
  /** Frames since `past`; -1 before the first. */
  let age = -1;
  /** The least that the room has changed from one frame to the next: noise. */
  let quiet = Number.POSITIVE_INFINITY;
  let asked = 0;

  const slopeAt = (i: number) => {
    const right = i % width < width - 1 ? now[i + 1] : now[i];
    const below = i + width < now.length ? now[i + width] : now[i];
    return Math.max(Math.abs(right - now[i]), Math.abs(below - now[i]));
  };

  /** Means over a square of the room; undefined where somebody is in it. */
  const squareAt = (left: number, top: number, mask: Float32Array) => {
    const sums = { slope: 0, sincePast: 0, sinceBefore: 0 };
    let points = 0;
    for (let y = top; y < Math.min(height, top + SQUARE); y += STEP)
      for (let x = left; x < Math.min(width, left + SQUARE); x += STEP) {
        const i = y * width + x;
        if (mask[i] >= ROOM) return undefined;
        sums.slope += slopeAt(i);
        sums.sincePast += Math.abs(now[i] - past[i]);
        sums.sinceBefore += Math.abs(now[i] - before[i]);
        points++;
      }
    const { slope, sincePast, sinceBefore } = sums;
    return {
      slope: slope / points,
      sincePast: sincePast / points,
      sinceBefore: sinceBefore / points,
    };
  };

  /** True when the camera stands where it stood: judged by the half of the room that has most to be seen. */
  const isCalm = (mask: Float32Array): boolean => {
    const squares = [];
    for (let top = 0; top < height; top += SQUARE)
      for (let left = 0; left < width; left += SQUARE) {
        const square = squareAt(left, top, mask);
        if (square) squares.push(square);
      }
    squares.sort((a, b) => b.slope - a.slope);
    squares.length = Math.ceil(squares.length / 2);
    if (squares.length === 0) return false;
    quiet = Math.min(quiet, median(squares.map(({ sinceBefore }) => sinceBefore)));
    return median(squares.map(({ sincePast }) => sincePast)) < TIMES * quiet + NOTHING;
  };

  return {
    see: (luma) => {
      [now, before] = [before, now];
      now.set(luma);
      if (age < 0 || age === REFRESH) {
        past.set(luma);
        age = 0;
      } else age++;
    },
    moved: (runs, mask) => {
      if (age < 1) return false;
      const calm = isCalm(mask);
      if (++asked < FIRST || !calm) return false;
      let change = 0;
      let slope = 0;
      runs((first, last) => {
        for (let i = first; i < last; i++) {
          change += Math.abs(now[i] - past[i]) - Math.abs(now[i] - before[i]);
          slope += slopeAt(i) + NOTHING;
        }
      });
      return change > LEAST * slope;
    },
    forget: () => {
      age = -1;
      asked = 0;
      quiet = Number.POSITIVE_INFINITY;
    },
  };
}
