import type { Arena } from '../kernels/arena';

/** Reads the bytes of a model as probabilities 0..1; both lie in the arena. */
export type ProbabilityReader = (bytes: Uint8Array, mask: Float32Array) => void;

export function createProbabilityReader({ kernels }: Arena): ProbabilityReader {
  if (kernels)
    return (bytes, mask) => kernels.probabilities(bytes.byteOffset, mask.byteOffset, mask.length);
  return (bytes, mask) => {
    for (let i = 0; i < mask.length; i++) mask[i] = bytes[i] / 255;
  };
}
