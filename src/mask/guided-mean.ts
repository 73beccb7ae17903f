import type { Size } from '../shared/geometry';
import type { WindowSums } from './guided-windows';

/**
 * Makes the sums that give the means of a and b, where these are solved in the whole window.
 * coefficients: the means over the windows that each pixel lies in.
 */
export function createGuidedMean(
  { width }: Size,
  radius: number,
  solved: Float32Array,
  coefficients: Float32Array,
): WindowSums {
  /** a and b, summed over the window's rows in each column. */
  const columns = new Float64Array(4 * width);

  return {
    clear: (first, last) => columns.fill(0, 4 * first, 4 * last),
    add: (y, first, last, sign) => {
      const start = 4 * y * width;
      for (let i = 4 * first; i < 4 * last; i++) columns[i] = columns[i] + sign * solved[start + i];
    },
    take: (y, left, right, rows) => {
      let [red, green, blue, flat] = [0, 0, 0, 0];
      for (let i = 4 * Math.max(0, left - radius); i < 4 * Math.min(width, left + radius); i += 4) {
        red += columns[i];
        green += columns[i + 1];
        blue += columns[i + 2];
        flat += columns[i + 3];
      }
      for (let x = left; x < right; x++) {
        if (x + radius < width) {
          const i = 4 * (x + radius);
          red += columns[i];
          green += columns[i + 1];
          blue += columns[i + 2];
          flat += columns[i + 3];
        }
        const across = Math.min(width, x + radius + 1) - Math.max(0, x - radius);
        const share = 1 / (rows * across);
        const to = 4 * (y * width + x);
        coefficients[to] = share * red;
        coefficients[to + 1] = share * green;
        coefficients[to + 2] = share * blue;
        coefficients[to + 3] = share * flat;
        if (x >= radius) {
          const i = 4 * (x - radius);
          red -= columns[i];
          green -= columns[i + 1];
          blue -= columns[i + 2];
          flat -= columns[i + 3];
        }
      }
    },
  };
}
