import type { Arrays } from './arrays';
import { createKernels, createScalarKernels } from './compile';
import type { Kernels } from './kernels';

/** Where arrays are made that TypeScript and the kernels share; they are given back all at once. */
export type Arena = Arrays & {
  /** The kernels that work on this arena's arrays. */
  readonly kernels: Kernels;
  /** Where the arrays lie, for other modules to work on; undefined without WASM. */
  readonly memory: WebAssembly.Memory | undefined;
  /** True for arrays that the kernels can work on where they lie. */
  holds(array: Uint8Array): array is Uint8Array<ArrayBuffer>;
  /** Gives all arrays back; their memory is used again. */
  clear(): void;
};

/** A vector's 16 bytes; loops may read as much behind an array's end. */
const VECTOR = 16;
/**
 * Each array begins a cache line: Chromium copies frames into them with `rep movsb`, which took seven times as long on
 * an AMD EPYC where an array began in the middle of 32 bytes (docs/decisions/0019-the-rest-of-a-frame.md).
 */
const LINE = 64;
const PAGE = 65_536;

/** Bytes that one array of `bytes` takes of an arena's capacity. */
export function arrayBytes(bytes: number): number {
  return Math.ceil((bytes + VECTOR) / LINE) * LINE;
}

/**
 * Makes an arena. module: the kernels; without one they are those in JavaScript. capacity: bytes for all
 * arrays, of which only those that are touched cost memory. It never grows, since that would take
 * every array away; asking for more throws a RangeError.
 */
export function createArena(module: WebAssembly.Module | undefined, capacity: number): Arena {
  if (module) return createWasmArena(module, capacity);
  const buffer = new ArrayBuffer(PAGE * pagesOf(capacity));
  return arenaOf(buffer, createScalarKernels(buffer));
}

/** The same where there is WASM in any case: who needs no more has no kernels in JavaScript in its bundle. */
export function createWasmArena(module: WebAssembly.Module, capacity: number): Arena {
  const pages = pagesOf(capacity);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  return arenaOf(memory.buffer as ArrayBuffer, createKernels(module, memory), memory);
}

const pagesOf = (capacity: number) => Math.ceil(capacity / PAGE);

function arenaOf(buffer: ArrayBuffer, kernels: Kernels, memory?: WebAssembly.Memory): Arena {
  let end = LINE;
  const take = (bytes: number): number => {
    const start = end;
    end = start + arrayBytes(bytes);
    if (end > buffer.byteLength)
      throw new RangeError(`expected arrays of ${buffer.byteLength} bytes in all`);
    return start;
  };
  return {
    kernels,
    memory,
    bytes: (length) => new Uint8Array(buffer, take(length), length),
    ints: (length) => new Int32Array<ArrayBuffer>(buffer, take(4 * length), length),
    floats: (length) => new Float32Array<ArrayBuffer>(buffer, take(4 * length), length),
    holds: (array): array is Uint8Array<ArrayBuffer> => array.buffer === buffer,
    clear: () => {
      new Uint8Array(buffer, 0, end).fill(0);
      end = LINE;
    },
  };
}
