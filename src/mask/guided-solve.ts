import type { Size } from '../shared/geometry';
import type { WindowSums } from './guided-windows';

/** The variance below which the guide counts as flat. */
const EPSILON = 1e-4;
/** A window whose mean is this near to 0 or 1 is all room or all person: nothing to align. */
const WHOLE = 1e-3;

/**
 * The mask in whole steps, so that sums are exact, in WASM too: with 12 bits the covariance of a full
 * window, times its number of pixels twice, stays below 2³¹ (6561 · 255 · 4095 / 4).
 */
const STEPS = 4095;
/** Sums of a window: r, g, b, p, rp, gp, bp, rr, rg, rb, gg, gb, bb. */
const SUMS = 13;

/** What the guided filter of one size works on. */
export type GuidedPlanes = {
  /** 0..1. */
  readonly mask: Float32Array;
  /** RGBA. */
  readonly input: Uint8Array;
  /** a (red, green, blue) and b of the window around each pixel. */
  readonly solved: Float32Array;
  /** Their means over the windows that each pixel lies in. */
  readonly coefficients: Float32Array;
};

/** Makes the sums that solve for a and b in each window. */
export function createGuidedSolve(
  { width }: Size,
  radius: number,
  planes: GuidedPlanes,
): WindowSums {
  const { mask, input, solved } = planes;
  /** Planes of one row each: sums over the window's rows in each column, and over the window. */
  const columns = Array.from({ length: SUMS }, () => new Int32Array(width));
  const windows = Array.from({ length: SUMS }, () => new Int32Array(width));
  const [r, g, b, p, rp, gp, bp, rr, rg, rb, gg, gb, bb] = columns as Tuple;
  const [wr, wg, wb, wp, wrp, wgp, wbp, wrr, wrg, wrb, wgg, wgb, wbb] = windows as Tuple;

  /** Adds the pixels of a row to the columns' sums, or takes them away. */
  const add = (y: number, first: number, last: number, sign: 1 | -1) => {
    for (let x = first; x < last; x++) {
      const i = y * width + x;
      const red = input[4 * i] as number;
      const green = input[4 * i + 1] as number;
      const blue = input[4 * i + 2] as number;
      const person = sign * (((mask[i] as number) * STEPS + 0.5) | 0);
      r[x] = (r[x] as number) + sign * red;
      g[x] = (g[x] as number) + sign * green;
      b[x] = (b[x] as number) + sign * blue;
      p[x] = (p[x] as number) + person;
      rp[x] = (rp[x] as number) + red * person;
      gp[x] = (gp[x] as number) + green * person;
      bp[x] = (bp[x] as number) + blue * person;
      rr[x] = (rr[x] as number) + sign * red * red;
      rg[x] = (rg[x] as number) + sign * red * green;
      rb[x] = (rb[x] as number) + sign * red * blue;
      gg[x] = (gg[x] as number) + sign * green * green;
      gb[x] = (gb[x] as number) + sign * green * blue;
      bb[x] = (bb[x] as number) + sign * blue * blue;
    }
  };

  /** From a sum of columns to that of windows. */
  const join = (from: Int32Array, to: Int32Array, left: number, right: number) => {
    let sum = 0;
    const ahead = Math.min(width, left + radius);
    for (let x = Math.max(0, left - radius); x < ahead; x++) sum += from[x] as number;
    for (let x = left; x < right; x++) {
      if (x + radius < width) sum += from[x + radius] as number;
      to[x] = sum;
      if (x >= radius) sum -= from[x - radius] as number;
    }
  };

  /** Solves one window of column x. n: its number of pixels. */
  const solveWindow = (x: number, n: number, to: number) => {
    const red = wr[x] as number;
    const green = wg[x] as number;
    const blue = wb[x] as number;
    const person = wp[x] as number;
    const mp = person / (n * STEPS);
    if (mp < WHOLE || mp > 1 - WHOLE) {
      solved[to] = solved[to + 1] = solved[to + 2] = 0;
      solved[to + 3] = mp;
      return;
    }
    // Covariance of the guide (symmetric, regularised), and of guide and mask.
    const scale = 1 / (255 * n);
    const square = scale * scale;
    const s00 = (n * (wrr[x] as number) - red * red) * square + EPSILON;
    const s01 = (n * (wrg[x] as number) - red * green) * square;
    const s02 = (n * (wrb[x] as number) - red * blue) * square;
    const s11 = (n * (wgg[x] as number) - green * green) * square + EPSILON;
    const s12 = (n * (wgb[x] as number) - green * blue) * square;
    const s22 = (n * (wbb[x] as number) - blue * blue) * square + EPSILON;
    const cross = scale / (STEPS * n);
    const c0 = (n * (wrp[x] as number) - red * person) * cross;
    const c1 = (n * (wgp[x] as number) - green * person) * cross;
    const c2 = (n * (wbp[x] as number) - blue * person) * cross;
    // a = S⁻¹ c by S = L D Lᵀ: good in single precision even where a window's colours lie on a line.
    const d0 = 1 / s00;
    const l1 = s01 * d0;
    const l2 = s02 * d0;
    const d1 = 1 / (s11 - l1 * s01);
    const rest = s12 - l2 * s01;
    const l3 = rest * d1;
    const d2 = 1 / (s22 - l2 * s02 - l3 * rest);
    const c1less = c1 - l1 * c0;
    const a2 = (c2 - l2 * c0 - l3 * c1less) * d2;
    const a1 = c1less * d1 - l3 * a2;
    const a0 = c0 * d0 - l1 * a1 - l2 * a2;
    solved[to] = a0;
    solved[to + 1] = a1;
    solved[to + 2] = a2;
    solved[to + 3] = mp - (a0 * red + a1 * green + a2 * blue) * scale;
  };

  return {
    clear: (first, last) => {
      for (const plane of columns) plane.fill(0, first, last);
    },
    add,
    take: (y, left, right, rows) => {
      for (let k = 0; k < SUMS; k++) join(columns[k] as Sum, windows[k] as Sum, left, right);
      for (let x = left; x < right; x++) {
        const n = rows * (Math.min(width, x + radius + 1) - Math.max(0, x - radius));
        solveWindow(x, n, 4 * (y * width + x));
      }
    },
  };
}

type Sum = Int32Array;
type Tuple = [Sum, Sum, Sum, Sum, Sum, Sum, Sum, Sum, Sum, Sum, Sum, Sum, Sum];
