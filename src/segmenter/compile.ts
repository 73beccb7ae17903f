import { decompress } from 'fzstd';
import { free } from '../natives/free';

/** The part of an Emscripten module's options that says how it gets its WASM. */
export type WasmSource = {
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
};

/**
 * Compiles a WASM file of the extension that the build has compressed (`build/engine.ts`). Neither file nor WASM is left
 * to the garbage: a worker may collect none for a minute. A blob knows its size; of `arrayBuffer()` of the response the
 * browser would keep what it collected besides (docs/browser-faults.md#files-kept).
 * Throws for a file that is missing or damaged.
 */
export async function compileFile(path: string): Promise<WebAssembly.Module> {
  const file = await (await fetch(path)).blob();
  const packed = await file.arrayBuffer();
  // In an array of its own making: with one that it was given, 20 MB more stayed (docs/decisions/0006-engines.md).
  const bytes = decompress(new Uint8Array(packed)) as Uint8Array<ArrayBuffer>;
  free(packed);
  const module = await WebAssembly.compile(bytes);
  free(bytes.buffer);
  return module;
}

/** Has a loader take this module in place of one that it fetches. */
export function sourceOf(module: WebAssembly.Module): WasmSource {
  return {
    instantiateWasm: (imports, receive) => {
      const instance = new WebAssembly.Instance(module, imports);
      receive(instance, module);
      return instance.exports;
    },
  };
}
