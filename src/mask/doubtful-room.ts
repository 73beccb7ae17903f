import type { Arena } from '../kernels/arena';
import type { Rect, Size } from '../shared/geometry';
import { sameRect } from './frame-memory';
import { createPalette } from './palette';
import { createRunFinder } from './runs';

/** Probabilities between which the mask is in doubt. */
const LOW = 0.1;
const HIGH = 0.97;
/** How far from a point an edge's two sides are looked for, and the probability that tells room, and 1 less it the person. */
const REACH = 8;
const SURE = 0.06;
/** The two ways of four lines through a point, as steps to the right and down. */
const LINES = [
  { right: 1, down: 0 },
  { right: 0, down: 1 },
  { right: 1, down: 1 },
  { right: 1, down: -1 },
] as const;
/**
 * A colour is mixed of two with this share of the person's or more, where they are so far apart and it is so near to what lies
 * between, both squares of codes of 255.
 */
const MIXED = 0.25;
const APART = 900;
const BETWEEN = 100;

/** Takes room out of a mask (0..1, in the arena) of a part of the frame, in place. input: RGBA of the same points. */
export type DoubtfulRoom = {
  apply(mask: Float32Array, input: Uint8Array, region: Rect): void;
  /** Forgets the colours of the room: it may be another one. */
  forget(): void;
};

/**
 * Where the mask is in doubt, points become room that have a colour of the room's palette, unless it is mixed of what lies on both sides, as
 * at hair, and of the points in doubt around them most are so. Nothing is ever raised.
 */
export function createDoubtfulRoom(size: Size, arena: Arena): DoubtfulRoom {
  const { width, height } = size;
  const { firsts, lasts, find } = createRunFinder(size, arena);
  const palette = createPalette(size);
  /** What is said of each point: 1 for room, -1 for not, 0 for one that is not in doubt. */
  const votes = new Int8Array(width * height);
  let shown: Rect | undefined;

  /** The first sure point from a point on; -1 if there is none in reach. */
  const seek = (mask: Float32Array, i: number, right: number, down: number): number => {
    const x = i % width;
    const y = (i - x) / width;
    const across = right > 0 ? width - 1 - x : right < 0 ? x : REACH;
    const along = down > 0 ? height - 1 - y : down < 0 ? y : REACH;
    const step = down * width + right;
    for (let at = i + step, n = Math.min(REACH, across, along); n > 0; n--, at += step) {
      const p = mask[at];
      if (p <= SURE || p >= 1 - SURE) return at;
    }
    return -1;
  };

  /** True for a point between room and person on one of the lines, of a colour between theirs. */
  const isMixed = (mask: Float32Array, input: Uint8Array, i: number): boolean => {
    for (let line = 0; line < LINES.length; line++) {
      const { right, down } = LINES[line];
      const one = seek(mask, i, right, down);
      if (one < 0) continue;
      const other = seek(mask, i, -right, -down);
      if (other < 0 || mask[one] < 0.5 === mask[other] < 0.5) continue;
      const isOne = mask[one] < 0.5;
      if (isBetween(input, i, isOne ? one : other, isOne ? other : one)) return true;
    }
    return false;
  };

  /** Of the points in doubt around one, most say room. */
  const isAgreed = (i: number): boolean => {
    const x = i % width;
    let sum = 0;
    for (let row = Math.max(0, i - x - width); row <= i - x + width; row += width)
      for (let at = row + Math.max(0, x - 1); at <= row + Math.min(width - 1, x + 1); at++)
        sum += votes[at] ?? 0;
    return sum > 0;
  };

  const forget = () => palette.forget();

  return {
    apply: (mask, input, region) => {
      if (!shown || !sameRect(shown, region)) forget();
      shown = region;
      palette.see(mask, input);
      const runs = find(mask, LOW, HIGH);
      for (let run = 0; run < runs; run++)
        for (let i = firsts[run]; i < lasts[run]; i++)
          votes[i] = palette.isRooms(input, i) && !isMixed(mask, input, i) ? 1 : -1;
      for (let run = 0; run < runs; run++)
        for (let i = firsts[run]; i < lasts[run]; i++)
          if (votes[i] === 1 && isAgreed(i)) mask[i] = 0;
      for (let run = 0; run < runs; run++) votes.fill(0, firsts[run], lasts[run]);
    },
    forget,
  };
}

/** True for a point whose colour lies between those of a point of the room and one of the person. */
function isBetween(input: Uint8Array, i: number, room: number, person: number): boolean {
  const from = 4 * room;
  const to = 4 * person;
  const at = 4 * i;
  const [r, g, b] = [input[from], input[from + 1], input[from + 2]];
  const [wayR, wayG, wayB] = [input[to] - r, input[to + 1] - g, input[to + 2] - b];
  const [ownR, ownG, ownB] = [input[at] - r, input[at + 1] - g, input[at + 2] - b];
  const length = wayR * wayR + wayG * wayG + wayB * wayB;
  const along = wayR * ownR + wayG * ownG + wayB * ownB;
  const off = ownR * ownR + ownG * ownG + ownB * ownB;
  const share = along / length;
  return length >= APART && share >= MIXED && share <= 1 && off - share * along <= BETWEEN;
}
