import type { Arena } from '../kernels/arena';

/** Reads the bytes of a model as probabilities 0..1; both lie in the arena. */
export type ProbabilityReader = (bytes: Uint8Array, mask: Float32Array) => void;

export function createProbabilityReader({ kernels }: Arena): ProbabilityReader {
  return (bytes, mask) => kernels.probabilities(bytes.byteOffset, mask.byteOffset, mask.length);
}
