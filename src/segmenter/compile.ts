import { free } from './free';

/** The part of an Emscripten module's options that says how it gets its WASM. */
export type WasmSource = {
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
};

/**
 * Compiles a WASM file of the extension. Neither while it streams in, as the engine's loader would,
 * nor from the response's own array: the browser keeps what it collected meanwhile, nearly three times and
 * once more the file, until the worker's garbage is collected, which may take a minute
 * (docs/browser-faults.md#files-kept). A blob knows its size. Throws for a file that is missing or damaged.
 */
export async function compileFile(path: string): Promise<WebAssembly.Module> {
  const file = await (await fetch(path)).blob();
  const bytes = await file.arrayBuffer();
  const module = await WebAssembly.compile(bytes);
  free(bytes);
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
