import { GUIDED_EPSILON, MASK_STEPS, WHOLE_WINDOW, WINDOW_SUMS } from '../kernels/constants';
import type { Size } from '../shared/geometry';
import type { WindowSums } from './guided-windows';

/** Solves for a and b in each window of a mask, 0..1, and its input, RGBA. */
export type GuidedSolve = { of(mask: Float32Array, input: Uint8Array): WindowSums };

/** Makes the sums; solved: a (red, green, blue) and b of the window around each pixel. */
export function createGuidedSolve(
  { width }: Size,
  radius: number,
  solved: Float32Array,
): GuidedSolve {
  let mask: Float32Array;
  let input: Uint8Array;
  /** The sums of each column over the window's rows, one column after the other. */
  const columns = new Int32Array(WINDOW_SUMS * width);

  /** Adds the pixels of a row to the columns' sums, or takes them away. */
  const add = (y: number, first: number, last: number, sign: 1 | -1) => {
    let k = WINDOW_SUMS * first;
    for (let i = y * width + first; i < y * width + last; i++) {
      const red = input[4 * i];
      const green = input[4 * i + 1];
      const blue = input[4 * i + 2];
      const person = sign * ((mask[i] * MASK_STEPS + 0.5) | 0);
      const r = sign * red;
      const g = sign * green;
      const b = sign * blue;
      columns[k] = columns[k] + r;
      columns[k + 1] = columns[k + 1] + g;
      columns[k + 2] = columns[k + 2] + b;
      columns[k + 3] = columns[k + 3] + person;
      columns[k + 4] = columns[k + 4] + Math.imul(red, person);
      columns[k + 5] = columns[k + 5] + Math.imul(green, person);
      columns[k + 6] = columns[k + 6] + Math.imul(blue, person);
      columns[k + 7] = columns[k + 7] + Math.imul(r, red);
      columns[k + 8] = columns[k + 8] + Math.imul(r, green);
      columns[k + 9] = columns[k + 9] + Math.imul(r, blue);
      columns[k + 10] = columns[k + 10] + Math.imul(g, green);
      columns[k + 11] = columns[k + 11] + Math.imul(g, blue);
      columns[k + 12] = columns[k + 12] + Math.imul(b, blue);
      k += WINDOW_SUMS;
    }
  };

  const sums: WindowSums = {
    clear: (first, last) => columns.fill(0, WINDOW_SUMS * first, WINDOW_SUMS * last),
    add,
    take: (y, left, right, rows) => {
      const first = Math.max(0, left - radius);
      // The sums over the window of column x.
      let red = 0;
      let green = 0;
      let blue = 0;
      let person = 0;
      let rp = 0;
      let gp = 0;
      let bp = 0;
      let rr = 0;
      let rg = 0;
      let rb = 0;
      let gg = 0;
      let gb = 0;
      let bb = 0;
      for (let x = first - radius; x < right; x++) {
        if (x + radius < width) {
          const k = WINDOW_SUMS * (x + radius);
          red += columns[k];
          green += columns[k + 1];
          blue += columns[k + 2];
          person += columns[k + 3];
          rp += columns[k + 4];
          gp += columns[k + 5];
          bp += columns[k + 6];
          rr += columns[k + 7];
          rg += columns[k + 8];
          rb += columns[k + 9];
          gg += columns[k + 10];
          gb += columns[k + 11];
          bb += columns[k + 12];
        }
        if (x - radius > first) {
          const k = WINDOW_SUMS * (x - radius - 1);
          red -= columns[k];
          green -= columns[k + 1];
          blue -= columns[k + 2];
          person -= columns[k + 3];
          rp -= columns[k + 4];
          gp -= columns[k + 5];
          bp -= columns[k + 6];
          rr -= columns[k + 7];
          rg -= columns[k + 8];
          rb -= columns[k + 9];
          gg -= columns[k + 10];
          gb -= columns[k + 11];
          bb -= columns[k + 12];
        }
        if (x < left) continue;
        const n = rows * (Math.min(width, x + radius + 1) - Math.max(0, x - radius));
        const to = 4 * (y * width + x);
        const mp = person / (n * MASK_STEPS);
        if (mp < WHOLE_WINDOW || mp > 1 - WHOLE_WINDOW) {
          solved[to] = solved[to + 1] = solved[to + 2] = 0;
          solved[to + 3] = mp;
          continue;
        }
        // Covariance of the guide (symmetric, regularised), and of guide and mask.
        const scale = 1 / (255 * n);
        const square = scale * scale;
        const s00 = (n * rr - red * red) * square + GUIDED_EPSILON;
        const s01 = (n * rg - red * green) * square;
        const s02 = (n * rb - red * blue) * square;
        const s11 = (n * gg - green * green) * square + GUIDED_EPSILON;
        const s12 = (n * gb - green * blue) * square;
        const s22 = (n * bb - blue * blue) * square + GUIDED_EPSILON;
        const cross = scale / (MASK_STEPS * n);
        const c0 = (n * rp - red * person) * cross;
        const c1 = (n * gp - green * person) * cross;
        const c2 = (n * bp - blue * person) * cross;
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
      }
    },
  };
  return {
    of: (newMask, newInput) => {
      mask = newMask;
      input = newInput;
      return sums;
    },
  };
}
