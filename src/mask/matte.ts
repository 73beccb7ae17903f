import type { Rect, Size } from '../shared/geometry';

/**
 * The person's opacity as a function of the frame's colour: at each pixel
 * `a·rgb + b` with the coefficients read bilinearly from the grid, rgb in 0..1.
 */
export type Matte = {
  readonly size: Size;
  /** The part of the frame that the grid covers, in fractions of the frame; nobody is outside. */
  readonly region: Rect;
  /** a (red, green, blue) and b for each point of the grid, rows from the top. */
  readonly coefficients: Float32Array;
};
