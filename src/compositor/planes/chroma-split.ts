import type { Arena } from '../../kernels/arena';

/** Parts the interleaved chroma of NV12 into planes; all three lie in the arena. */
export type ChromaSplit = (pairs: Uint8Array, u: Uint8Array, v: Uint8Array) => void;

export function createChromaSplit({ kernels }: Arena): ChromaSplit {
  if (kernels)
    return (pairs, u, v) =>
      kernels.chromaSplit(pairs.byteOffset, u.byteOffset, v.byteOffset, u.length);
  return (pairs, u, v) => {
    for (let i = 0; i < u.length; i++) {
      u[i] = pairs[2 * i];
      v[i] = pairs[2 * i + 1];
    }
  };
}
