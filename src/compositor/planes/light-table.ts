import type { ColorMatrix } from './color-matrix';

/**
 * Light by code value, so that a loop needs no products, clamps or squares: with L the sum of four
 * luma values, red light is `light[L + red[V]]`, green `light[L + greenU[U] + greenV[V]]` and blue
 * `light[L + blue[U]]`.
 */
export type LightTable = {
  /** (value / 255)² of a value held to 0..255: "gamma 2", as in gl/passes/background.frag. */
  readonly light: Float32Array;
  readonly red: Int16Array;
  readonly greenU: Int16Array;
  readonly greenV: Int16Array;
  readonly blue: Int16Array;
};

/** Room below zero for the most negative chroma, in quarters of a luma step. */
const BELOW = 1024;
/** Sums of four luma values, and as much above them as below. */
const LENGTH = 4 * 255 + 2 * BELOW + 1;

export function createLightTable(m: ColorMatrix): LightTable {
  const light = Float32Array.from({ length: LENGTH }, (_, i) => {
    const value = m.luma * ((i - BELOW) / 4 - m.black);
    return (Math.min(255, Math.max(0, value)) / 255) ** 2;
  });
  const offsets = (factor: number, shift: number) =>
    Int16Array.from(
      { length: 256 },
      (_, i) => shift + Math.round((4 * factor * (i - 128)) / m.luma),
    );
  return {
    light,
    red: offsets(m.rv, BELOW),
    greenU: offsets(m.gu, BELOW),
    greenV: offsets(m.gv, 0),
    blue: offsets(m.bu, BELOW),
  };
}
