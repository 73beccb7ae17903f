import { createArena } from '../../kernels/arena';
import { DITHER_SIDE, FOREGROUND, TILE } from '../../kernels/constants';
import type { Size } from '../../shared/geometry';
import { ditherAt } from '../dither';
import { createKernelEnlarge } from './kernel-enlarge';
import type { Planes } from './planes';
import { type Enlarger, reduced, type SmallPicture } from './small-picture';

/** Of a small pixel's value: with the 16ths of a way between two, and 8 whole bits, 16 bits. */
const UNIT = 2 ** 4;
/** Two values of 16 bits in one number: the same twice, and the upper bytes of each. */
const TWICE = 0x10001;
const UPPER = 0xff00ff00;
const LOWER = 0x00ff00ff;

/**
 * The dither pattern for four pixels at a time, rows from the top, two of four pixels each: those of the
 * first and the third, and those of the second and the fourth.
 */
const EVEN = new Int32Array(2 * DITHER_SIDE);
const ODD = new Int32Array(2 * DITHER_SIDE);
for (let i = 0; i < EVEN.length; i++) {
  const at = (x: number) => Math.floor(256 * ditherAt(4 * (i & 1) + x, i >> 1));
  EVEN[i] = at(0) + 65_536 * at(2);
  ODD[i] = at(1) + 65_536 * at(3);
}

/** Makes the enlarger for frames of one size. arena: that of the planes to draw into. */
export function createEnlarger(frame: Size, arena = createArena()): Enlarger {
  if (arena.kernels) return createKernelEnlarge(frame, arena, arena.kernels);
  /** One row of a small picture, held at its ends and with room to read on, in steps of 1 / UNIT. */
  const line = new Int32Array(reduced(frame, 4).width + 8);

  /** Fills `line` from pixel `first` to before `end`, at a place between two rows. */
  const readLine = (
    { width, height }: Size,
    from: Float32Array,
    place: number,
    first: number,
    end: number,
  ) => {
    const top = Math.floor(place);
    const way = UNIT * (place - top);
    const above = Math.max(0, top) * width;
    const below = Math.min(height - 1, top + 1) * width;
    const last = Math.min(width, end + 1);
    for (let x = Math.max(0, first - 1); x < last; x++) {
      const value = from[above + x];
      line[x + 1] = UNIT * value + (from[below + x] - value) * way + 0.5;
    }
    line[0] = line[1];
    line[width + 1] = line[width];
  };

  /**
   * Draws tiles of one row in one plane, which begins at byte `start`; part: pixels of the frame per
   * pixel of the plane.
   */
  const drawRun = (
    small: SmallPicture,
    from: Float32Array,
    { words, stride }: Planes,
    start: number,
    part: 1 | 2,
    ty: number,
    left: number,
    right: number,
  ) => {
    const tile = TILE / part;
    const count = small.scale / part;
    const draw = count === 8 ? drawEight : count === 4 ? drawFour : drawTwo;
    const first = (left * TILE) / small.scale;
    const end = (right * TILE) / small.scale;
    const length = ((right - left) * tile) / 4;
    for (let y = ty * tile; y < (ty + 1) * tile; y++) {
      readLine(small, from, (y + 0.5) / count - 0.5, first, end);
      const at = (start + (y * stride) / part + left * tile) / 4;
      draw(line, first + 1, words, at, at + length, 2 * (y % DITHER_SIDE));
    }
  };

  return (small, into, { across, down, trimap }) => {
    const { y, u } = into;
    for (let ty = 0; ty < down; ty++) {
      let left = 0;
      for (let tx = 0; tx <= across; tx++) {
        if (tx < across && trimap[ty * across + tx] !== FOREGROUND) continue;
        if (tx > left) {
          drawRun(small, small.y, into, 0, 1, ty, left, tx);
          drawRun(small, small.u, into, y.length, 2, ty, left, tx);
          drawRun(small, small.v, into, y.length + u.length, 2, ty, left, tx);
        }
        left = tx + 1;
      }
    }
  };
}

/**
 * Draws eight pixels of each small one, from word `at` to before `end`: their values lie 1, 3, 5 and 7
 * sixteenths of the way to the small pixel before or behind. i: of the first in `line`; dither: of the
 * row. Two pixels are worked on in one number, as an integer, whatever the signs of their parts.
 */
function drawEight(
  line: Int32Array,
  i: number,
  to: Int32Array,
  at: number,
  end: number,
  dither: number,
): void {
  const even = EVEN[dither];
  const odd = ODD[dither];
  const evenOn = EVEN[dither + 1];
  const oddOn = ODD[dither + 1];
  let value = line[i];
  let step = value - line[i - 1];
  for (let word = at; word < end; word += 2) {
    const both = Math.imul(value, UNIT * TWICE);
    to[word] = join(
      both - Math.imul(step, 7 + 3 * 65_536) + even,
      both - Math.imul(step, 5 + 65_536) + odd,
    );
    const next = line[++i];
    step = next - value;
    value = next;
    to[word + 1] = join(
      both + Math.imul(step, 1 + 5 * 65_536) + evenOn,
      both + Math.imul(step, 3 + 7 * 65_536) + oddOn,
    );
  }
}

/** The same with four pixels of each: 1 and 3 eighths of the way. */
function drawFour(
  line: Int32Array,
  i: number,
  to: Int32Array,
  at: number,
  end: number,
  dither: number,
): void {
  let value = line[i];
  let step = value - line[i - 1];
  for (let word = at; word < end; word++) {
    const next = line[++i];
    const both = Math.imul(value, UNIT * TWICE);
    const back = 2 * step;
    step = next - value;
    const on = dither + ((word - at) & 1);
    const even = both - 3 * back + Math.imul(step, 2 * 65_536) + EVEN[on];
    const odd = both - back + Math.imul(step, 6 * 65_536) + ODD[on];
    to[word] = join(even, odd);
    value = next;
  }
}

/** The same with two pixels of each: a quarter of the way. */
function drawTwo(
  line: Int32Array,
  i: number,
  to: Int32Array,
  at: number,
  end: number,
  dither: number,
): void {
  for (let word = at; word < end; word++) {
    const value = line[i];
    const next = line[i + 1];
    const both = UNIT * value + Math.imul(next, UNIT * 65_536);
    const back = 4 * (value - line[i - 1]);
    const step = 4 * (next - value);
    const far = 4 * (line[i + 2] - next);
    const on = dither + ((word - at) & 1);
    const even = both - back - Math.imul(step, 65_536) + EVEN[on];
    const odd = both + step + Math.imul(far, 65_536) + ODD[on];
    to[word] = join(even, odd);
    i += 2;
  }
}

/** Four pixels: the whole parts of two and two. */
function join(even: number, odd: number): number {
  return ((even >>> 8) & LOWER) | (odd & UPPER);
}
