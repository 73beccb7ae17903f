import type { Pointer } from './mask-kernels';

/** Those of src/segmenter, which work on the memory of the model's runtime; they have no twins. */
export type ModelKernels = {
  /** RGBA of 0..255 to RGB of 0..1. pixels: a multiple of 4. */
  toFloats(rgba: Pointer, rgb: Pointer, pixels: number): void;
  /** Probabilities of 0..1 to 0..255; what is no number to 0. count: a multiple of 16. */
  toBytes(probabilities: Pointer, bytes: Pointer, count: number): void;
};
