import type { Size } from '../shared/geometry';

/** What the mask is sure of. */
const ROOM = 0.1;
const PERSON = 0.9;

/** Holds a matte's coefficients, in place, to what the mask says around each point. */
export type Reach = (mask: Float32Array, coefficients: Float32Array) => void;

/**
 * Makes the stage. The windows of the guided filter reach further than any hair: what looks like the
 * person far from the mask's edge is the room, such as a line of a window or a shelf. Points with a
 * mask of room, or of person, all around them are made so. reach: how far around, in grid points.
 */
export function createReach({ width, height }: Size, reach: number): Reach {
  const count = width * height;
  const leastOfRow = new Float32Array(count);
  const mostOfRow = new Float32Array(count);

  return (mask, coefficients) => {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let least = 1;
        let most = 0;
        const last = Math.min(width - 1, x + reach);
        for (let u = Math.max(0, x - reach); u <= last; u++) {
          const value = mask[y * width + u] as number;
          if (value < least) least = value;
          if (value > most) most = value;
        }
        leastOfRow[y * width + x] = least;
        mostOfRow[y * width + x] = most;
      }
    }
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let least = 1;
        let most = 0;
        const last = Math.min(height - 1, y + reach);
        for (let v = Math.max(0, y - reach); v <= last; v++) {
          const low = leastOfRow[v * width + x] as number;
          const high = mostOfRow[v * width + x] as number;
          if (low < least) least = low;
          if (high > most) most = high;
        }
        if (most >= ROOM && least <= PERSON) continue;
        const at = 4 * (y * width + x);
        coefficients.fill(0, at, at + 3);
        coefficients[at + 3] = most < ROOM ? 0 : 1;
      }
    }
  };
}
