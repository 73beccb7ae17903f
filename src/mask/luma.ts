import type { Arena } from '../kernels/arena';
import { LUMA_BLUE, LUMA_GREEN, LUMA_RED, LUMA_UNIT } from '../kernels/constants';

const UNIT = Math.fround(LUMA_UNIT);

/** Reads the luma of a picture, 0..1. input: RGBA; both lie in the arena. */
export type LumaReader = (input: Uint8Array, luma: Float32Array) => void;

export function createLumaReader({ kernels }: Arena): LumaReader {
  if (kernels) return (input, luma) => kernels.luma(input.byteOffset, luma.byteOffset, luma.length);
  return (input, luma) => {
    for (let i = 0; i < luma.length; i++) {
      const red = LUMA_RED * input[4 * i];
      const green = LUMA_GREEN * input[4 * i + 1];
      const blue = LUMA_BLUE * input[4 * i + 2];
      luma[i] = (red + green + blue) * UNIT;
    }
  };
}
