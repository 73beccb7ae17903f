import type { Arena } from '../kernels/arena';

/** Rec. 601, in thousandths: whole numbers, so that the kernel comes to the same. */
const RED = 299;
const GREEN = 587;
const BLUE = 114;
const UNIT = Math.fround(1 / 255_000);

/** Reads the luma of a picture, 0..1. input: RGBA; both lie in the arena. */
export type LumaReader = (input: Uint8Array, luma: Float32Array) => void;

export function createLumaReader({ kernels }: Arena): LumaReader {
  if (kernels)
    return (input, luma) => kernels.readLuma(input.byteOffset, luma.byteOffset, luma.length);
  return (input, luma) => {
    for (let i = 0; i < luma.length; i++) {
      const red = RED * (input[4 * i] as number);
      const green = GREEN * (input[4 * i + 1] as number);
      const blue = BLUE * (input[4 * i + 2] as number);
      luma[i] = (red + green + blue) * UNIT;
    }
  };
}
