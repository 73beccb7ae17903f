import type { Arena } from '../kernels/arena';
import type { Rect, Size } from '../shared/geometry';
import { DIRECTIONS } from './directions';
import { sameRect } from './frame-memory';
import { createRunFinder } from './runs';

/** Within so many points of an edge's both sides a half tone belongs to it: hair, and what moves. */
const REACH = 8;
/** A point is sure to be room up to this probability, and to be person from 1 less it. */
const SURE = 0.1;
/** How far past one half a point must come to be decided otherwise than in the frame before. */
const HOLD = 0.1;

/** What a point sees around it, and what it was decided to be; 0 for neither. */
const ROOM = 1;
const PERSON = 2;

/**
 * Takes a mask (0..1, in the arena) of a part of the frame; gives one with half tones at edges only, reused by the
 * next call.
 */
export type HalfTones = (mask: Float32Array, region: Rect) => Float32Array<ArrayBuffer>;

/**
 * A matte has half tones in a rim. Where the model is in doubt over a whole area (a sleeve, a collar, a chair), they
 * would be a grey smear. So each point in doubt that does not see both what is sure to be room and what is sure to be
 * person, REACH points away at most in one of eight directions, becomes 0 or 1, whichever is nearer; a point that was
 * decided in the frame before stays so until it is HOLD past one half.
 */
export function createHalfTones(size: Size, arena: Arena): HalfTones {
  const { width, height } = size;
  const toned = arena.floats(width * height);
  const { firsts, lasts, find } = createRunFinder(size, arena);
  const now = new Uint8Array(width * height);
  const before = new Uint8Array(width * height);
  /** Of `before`. */
  let shown: Rect | undefined;

  /** True with room and person in reach. */
  const isEdge = (mask: Float32Array, x: number, y: number): boolean => {
    let seen = 0;
    for (const [across, down] of DIRECTIONS) {
      let u = x + across;
      let v = y + down;
      for (let n = 0; n < REACH; n++, u += across, v += down) {
        if (u < 0 || v < 0 || u >= width || v >= height) break;
        const p = mask[v * width + u];
        if (p > SURE && p < 1 - SURE) continue;
        seen |= p > SURE ? PERSON : ROOM;
        break;
      }
      if (seen === (ROOM | PERSON)) return true;
    }
    return false;
  };

  /** True for a run of points in doubt, most of all runs, with room at its one end and person at its other. */
  const isSharp = (mask: Float32Array, first: number, last: number): boolean =>
    last - first <= REACH &&
    first % width > 0 &&
    last % width > 0 &&
    mask[first - 1] > SURE !== mask[last] > SURE;

  const decide = (p: number, was: number): number => {
    const held = was === PERSON ? -HOLD : was === ROOM ? HOLD : 0;
    return p > 0.5 + held ? PERSON : ROOM;
  };

  return (mask, region) => {
    if (!shown || !sameRect(shown, region)) before.fill(0);
    shown = region;
    toned.set(mask);
    now.fill(0);
    const runs = find(mask, SURE, 1 - SURE);
    for (let run = 0; run < runs; run++) {
      const y = Math.floor(firsts[run] / width);
      if (isSharp(mask, firsts[run], lasts[run])) continue;
      for (let i = firsts[run]; i < lasts[run]; i++) {
        if (isEdge(mask, i - y * width, y)) continue;
        now[i] = decide(mask[i], before[i]);
        toned[i] = now[i] === PERSON ? 1 : 0;
      }
    }
    before.set(now);
    return toned;
  };
}
