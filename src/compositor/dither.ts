import { DITHER_SIDE } from '../kernels/constants';

/**
 * Threshold of a pixel, between 0 and 1: added to a value before its fraction is cut off, it makes a
 * slow slope of light out of whole codes without steps to be seen. Ordered dithering (Bayer: "An
 * optimum method for two-level rendition of continuous-tone pictures", 1973) with an 8x8 pattern that
 * stands still, as in gl/passes/dither.glsl. x, y: whole pixels.
 */
export function ditherAt(x: number, y: number): number {
  const across = x ^ y;
  let rank = 0;
  for (let bit = 0; bit < 3; bit++)
    rank = (rank << 2) | (((across >> bit) & 1) << 1) | ((y >> bit) & 1);
  return (rank + 0.5) / DITHER_SIDE ** 2;
}
