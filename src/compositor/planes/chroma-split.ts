import type { Arena } from '../../kernels/arena';

/** Parts the interleaved chroma of NV12 into planes; all three lie in the arena. */
export type ChromaSplit = (pairs: Uint8Array, u: Uint8Array, v: Uint8Array) => void;

export function createChromaSplit({ kernels }: Arena): ChromaSplit {
  return (pairs, u, v) =>
    kernels.chromaSplit(pairs.byteOffset, u.byteOffset, v.byteOffset, u.length);
}
