import { log } from '../shared/log';
import type { NetworkKernels } from './network-kernels';

/** The two builds of one module, in base64; put here by the bundler, see kernels/build.ts. */
declare const VEIL_NETWORK: string;
declare const VEIL_NETWORK_RELAXED: string;

/**
 * `relaxed`: products and sums in one step, where the browser has WASM's relaxed SIMD
 * (docs/browser-faults.md#relaxed-simd).
 */
export type NetworkBuild = 'relaxed' | 'plain';

export type NetworkModule =
  | { readonly ok: true; readonly build: NetworkBuild; readonly module: WebAssembly.Module }
  /** `no-simd`: this machine or browser lacks SIMD. `refused`: the page's CSP forbids WASM. */
  | { readonly ok: false; readonly reason: 'no-simd' | 'refused' };

/** Compiles the better of the builds that the browser takes, or of those named. */
export function compileNetwork(
  builds: readonly NetworkBuild[] = ['relaxed', 'plain'],
): NetworkModule {
  for (const build of builds) {
    const bytes = fromBase64(build === 'relaxed' ? VEIL_NETWORK_RELAXED : VEIL_NETWORK);
    if (!WebAssembly.validate(bytes)) continue;
    try {
      return { ok: true, build, module: new WebAssembly.Module(bytes) };
    } catch (error) {
      log.debug('no WASM on this page', error);
      return { ok: false, reason: 'refused' };
    }
  }
  return { ok: false, reason: 'no-simd' };
}

/** The layers, to work on this memory. */
export function createNetworkKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): NetworkKernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as unknown as NetworkKernels;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
