import { createKernels } from './compile';
import type { Kernels } from './kernels';

/** Where arrays are made that TypeScript and the kernels share; they are given back all at once. */
export type Arena = {
  /** The kernels that work on this arena's arrays; undefined where TypeScript does all the work. */
  readonly kernels: Kernels | undefined;
  /** Where the arrays lie, for other modules to work on; undefined in the same case. */
  readonly memory: WebAssembly.Memory | undefined;
  /** Arrays of `length` zeros. */
  bytes(length: number): Uint8Array<ArrayBuffer>;
  ints(length: number): Int32Array<ArrayBuffer>;
  floats(length: number): Float32Array<ArrayBuffer>;
  /** True for arrays that the kernels can work on where they lie. */
  holds(array: Uint8Array): array is Uint8Array<ArrayBuffer>;
  /** Gives all arrays back; their memory is used again. */
  clear(): void;
};

/** A vector's 16 bytes; loops may read as much behind an array's end. */
const VECTOR = 16;
const PAGE = 65_536;

/** Bytes that one array of `bytes` takes of an arena's capacity. */
export function arrayBytes(bytes: number): number {
  return (Math.ceil(bytes / VECTOR) + 1) * VECTOR;
}

/**
 * Makes an arena. module: the kernels; without them arrays lie anywhere. capacity: bytes for all
 * arrays, of which only those that are touched cost memory. It never grows, since that would take
 * every array away; asking for more throws a RangeError.
 */
export function createArena(module?: WebAssembly.Module, capacity = 0): Arena {
  if (!module) {
    return {
      kernels: undefined,
      memory: undefined,
      bytes: (length) => new Uint8Array(length),
      ints: (length) => new Int32Array(length),
      floats: (length) => new Float32Array(length),
      holds: (_): _ is Uint8Array<ArrayBuffer> => false,
      clear: () => {},
    };
  }
  const pages = Math.ceil(capacity / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const buffer = memory.buffer as ArrayBuffer;
  let end = VECTOR;
  const take = (bytes: number): number => {
    const start = end;
    end = start + arrayBytes(bytes);
    if (end > buffer.byteLength)
      throw new RangeError(`expected arrays of ${capacity} bytes in all`);
    return start;
  };
  return {
    kernels: createKernels(module, memory),
    memory,
    bytes: (length) => new Uint8Array(buffer, take(length), length),
    ints: (length) => new Int32Array<ArrayBuffer>(buffer, take(4 * length), length),
    floats: (length) => new Float32Array<ArrayBuffer>(buffer, take(4 * length), length),
    holds: (array): array is Uint8Array<ArrayBuffer> => array.buffer === buffer,
    clear: () => {
      new Uint8Array(buffer, 0, end).fill(0);
      end = VECTOR;
    },
  };
}
