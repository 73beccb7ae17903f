import type { FaultReason } from '../shared/fault';
import { numbersOf } from './layers';

/** The numbers of the packed file, in the order of LAYERS. */
export type Weights = {
  /** Those of 32 bits … */
  readonly floats: Float32Array;
  /** … and those of 16 (IEEE 754 binary16). */
  readonly halves: Uint16Array;
};

export type WeightsFile =
  | { readonly ok: true; readonly weights: Weights }
  | {
      readonly ok: false;
      readonly reason: Extract<FaultReason, 'model-missing' | 'model-damaged'>;
      /** For the log. */
      readonly detail: string;
    };

/**
 * The packed file: four letters, the version of this order, the hash of what follows; then the floats of 32 bits,
 * then those of 16, all little-endian.
 */
export const MAGIC = 'VEIL';
export const VERSION = 1;
export const HEADER_BYTES = 12;

/** Bytes of the whole file. */
export const FILE_BYTES = HEADER_BYTES + 4 * numbersOf(32) + 2 * numbersOf(16);

/**
 * Reads a packed file: undefined, or one that is cut off, altered or of another version is refused with the reason.
 * The numbers are not copied where the file begins at a multiple of 4 bytes of its buffer.
 */
export function readWeights(file: Uint8Array<ArrayBuffer> | undefined): WeightsFile {
  if (!file?.length) return { ok: false, reason: 'model-missing', detail: 'no weights' };
  const damaged = (detail: string): WeightsFile => ({ ok: false, reason: 'model-damaged', detail });
  if (file.length !== FILE_BYTES)
    return damaged(`weights of ${file.length} bytes, expected ${FILE_BYTES}`);
  const bytes = file.byteOffset % 4 === 0 ? file : file.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) return damaged('weights without their letters');
  const version = view.getUint32(4, true);
  if (version !== VERSION) return damaged(`weights of version ${version}, expected ${VERSION}`);
  if (view.getUint32(8, true) !== hashOf(bytes.subarray(HEADER_BYTES)))
    return damaged('weights that were altered');
  const start = bytes.byteOffset + HEADER_BYTES;
  const floats = new Float32Array(bytes.buffer, start, numbersOf(32));
  const halves = new Uint16Array(bytes.buffer, start + floats.byteLength, numbersOf(16));
  return { ok: true, weights: { floats, halves } };
}

/** MurmurHash3 (x86, 32 bits, seed 0) of bytes, a multiple of 4 and at such an offset: finds damage, not malice. */
export function hashOf({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>): number {
  const words = new Uint32Array(buffer, byteOffset, length / 4);
  let hash = 0;
  for (let i = 0; i < words.length; i++) {
    const mixed = Math.imul(words[i] as number, 0xcc9e2d51);
    hash ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  hash ^= length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
