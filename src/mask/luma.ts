import type { Arena } from '../kernels/arena';

/** Reads the luma of a picture, 0..1. input: RGBA; both lie in the arena. */
export type LumaReader = (input: Uint8Array, luma: Float32Array) => void;

export function createLumaReader({ kernels }: Arena): LumaReader {
  return (input, luma) => kernels.luma(input.byteOffset, luma.byteOffset, luma.length);
}
