import type { Size } from '../shared/geometry';

/** What the mask is sure of. */
const ROOM = 0.1;
const PERSON = 0.9;
/** What a point's mask is not sure to be. */
const NO_ROOM = 1;
const NO_PERSON = 2;

/** Holds a matte's coefficients, in place, to what the mask says around each point. */
export type Reach = (mask: Float32Array, coefficients: Float32Array) => void;

/**
 * Makes the stage. The windows of the guided filter reach further than any hair: what looks like the
 * person far from the mask's edge is the room, such as a line of a window or a shelf. Points with a
 * mask of room, or of person, all around them are made so. reach: how far around, in grid points.
 */
export function createReach({ width, height }: Size, reach: number): Reach {
  const own = new Uint8Array(width * height);
  const rows = new Uint8Array(width * height);

  /** Joins what the points around one hold, along one direction. */
  const join = (from: Uint8Array, at: number, step: number, place: number, length: number) => {
    const first = at - step * Math.min(reach, place);
    const last = at + step * Math.min(reach, length - 1 - place);
    let bits = 0;
    for (let i = first; i <= last; i += step) bits |= from[i] as number;
    return bits;
  };

  return (mask, coefficients) => {
    for (let i = 0; i < own.length; i++) {
      const value = mask[i] as number;
      own[i] = (value >= ROOM ? NO_ROOM : 0) | (value <= PERSON ? NO_PERSON : 0);
    }
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) rows[y * width + x] = join(own, y * width + x, 1, x, width);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        const bits = join(rows, i, width, y, height);
        if (bits === (NO_ROOM | NO_PERSON)) continue;
        coefficients[4 * i] = 0;
        coefficients[4 * i + 1] = 0;
        coefficients[4 * i + 2] = 0;
        coefficients[4 * i + 3] = bits & NO_ROOM ? 1 : 0;
      }
    }
  };
}
