import { log } from '../shared/log';
import type { Kernels } from './kernels';

/** The module in base64; put here by the bundler, see kernels/build.ts. */
declare const VEIL_KERNELS: string;
/** The same kernels as JavaScript, which takes what an instance of the module would; put here likewise. */
declare const VEIL_SCALAR_KERNELS: (imports: {
  readonly env: { readonly memory: { readonly buffer: ArrayBuffer } };
}) => Kernels;

/** Compiles the kernels; undefined where the page's CSP forbids WASM, or the machine lacks its SIMD. */
export function compileKernels(): WebAssembly.Module | undefined {
  const bytes = Uint8Array.from(atob(VEIL_KERNELS), (character) => character.charCodeAt(0));
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    log.debug('no WASM on this page', error);
    return undefined;
  }
}

/** The kernels, to work on this memory. */
export function createKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as unknown as Kernels;
}

/** Those in JavaScript, which need neither WASM nor `eval`; several times as slow (docs/decisions/0018-one-source.md). */
export function createScalarKernels(buffer: ArrayBuffer): Kernels {
  return VEIL_SCALAR_KERNELS({ env: { memory: { buffer } } });
}
