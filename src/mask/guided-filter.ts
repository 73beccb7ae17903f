import type { Size } from '../shared/geometry';
import { createBoxMean } from './box-mean';

/** The variance below which the guide counts as flat. */
const EPSILON = 1e-4;

/** Gives a matte's coefficients for a mask and its model input; reused by the next call. */
export type GuidedFilter = (mask: Float32Array, input: Uint8Array) => Float32Array;

/**
 * Guided filter with a colour guide (He, Sun, Tang: "Guided Image Filtering", 2010, section 3.5):
 * in each window the mask is a linear function of the colour, `a·rgb + b`, and each pixel gets the
 * mean of the windows it lies in. The coefficients, not the filtered mask, are the result: applied
 * to the full-size frame they put the mask's edge on the frame's own.
 * mask: 0..1, input: RGBA, both of `size`; throws when a length is wrong. radius: of the window, in
 * grid pixels.
 */
export function createGuidedFilter(size: Size, radius = 4): GuidedFilter {
  const { width, height } = size;
  const count = width * height;
  const boxMean = createBoxMean(size, radius);
  const planes = () => new Float32Array(count);
  const [r, g, b, p] = [planes(), planes(), planes(), planes()];
  const [rp, gp, bp] = [planes(), planes(), planes()];
  const [rr, rg, rb, gg, gb, bb] = [planes(), planes(), planes(), planes(), planes(), planes()];
  const all = [r, g, b, p, rp, gp, bp, rr, rg, rb, gg, gb, bb];
  const coefficients = new Float32Array(count * 4);

  /** Fills the planes with the guide, the mask and their products. */
  const multiply = (mask: Float32Array, input: Uint8Array) => {
    for (let i = 0; i < count; i++) {
      const red = (input[4 * i] as number) / 255;
      const green = (input[4 * i + 1] as number) / 255;
      const blue = (input[4 * i + 2] as number) / 255;
      const person = mask[i] as number;
      r[i] = red;
      g[i] = green;
      b[i] = blue;
      p[i] = person;
      rp[i] = red * person;
      gp[i] = green * person;
      bp[i] = blue * person;
      rr[i] = red * red;
      rg[i] = red * green;
      rb[i] = red * blue;
      gg[i] = green * green;
      gb[i] = green * blue;
      bb[i] = blue * blue;
    }
  };

  /** Solves for a and b in each window; they take the places of r, g, b and p. */
  const solve = () => {
    for (let i = 0; i < count; i++) {
      const mp = p[i] as number;
      const mr = r[i] as number;
      const mg = g[i] as number;
      const mb = b[i] as number;
      // All person or all room: nothing to align.
      if (mp < 1e-3 || mp > 1 - 1e-3) {
        r[i] = 0;
        g[i] = 0;
        b[i] = 0;
        continue;
      }
      // Covariance of the guide (symmetric, regularised) and of guide and mask.
      const s00 = (rr[i] as number) - mr * mr + EPSILON;
      const s01 = (rg[i] as number) - mr * mg;
      const s02 = (rb[i] as number) - mr * mb;
      const s11 = (gg[i] as number) - mg * mg + EPSILON;
      const s12 = (gb[i] as number) - mg * mb;
      const s22 = (bb[i] as number) - mb * mb + EPSILON;
      const c0 = (rp[i] as number) - mr * mp;
      const c1 = (gp[i] as number) - mg * mp;
      const c2 = (bp[i] as number) - mb * mp;
      // a = S⁻¹ c by cofactors.
      const i00 = s11 * s22 - s12 * s12;
      const i01 = s02 * s12 - s01 * s22;
      const i02 = s01 * s12 - s02 * s11;
      const scale = 1 / (s00 * i00 + s01 * i01 + s02 * i02);
      const a0 = (i00 * c0 + i01 * c1 + i02 * c2) * scale;
      const a1 = (i01 * c0 + (s00 * s22 - s02 * s02) * c1 + (s01 * s02 - s00 * s12) * c2) * scale;
      const a2 = (i02 * c0 + (s01 * s02 - s00 * s12) * c1 + (s00 * s11 - s01 * s01) * c2) * scale;
      r[i] = a0;
      g[i] = a1;
      b[i] = a2;
      p[i] = mp - a0 * mr - a1 * mg - a2 * mb;
    }
  };

  const interleave = () => {
    for (let i = 0; i < count; i++) {
      coefficients[4 * i] = r[i] as number;
      coefficients[4 * i + 1] = g[i] as number;
      coefficients[4 * i + 2] = b[i] as number;
      coefficients[4 * i + 3] = p[i] as number;
    }
  };

  return (mask, input) => {
    if (mask.length !== count || input.length !== count * 4)
      throw new Error(`expected a mask and an input of ${width}x${height}`);
    multiply(mask, input);
    for (const plane of all) boxMean(plane);
    solve();
    for (const plane of [r, g, b, p]) boxMean(plane);
    interleave();
    return coefficients;
  };
}
