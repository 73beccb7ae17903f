/**
 * Inference by LiteRT in WASM, which needs no WebGL. Its WASM module is driven without the package's
 * own script: that one loads by `importScripts`, which a module worker has not, asks for a WebGPU
 * device, and copies and awaits at every run.
 */

import type { LiteRt } from '@litertjs/core';
import loaderPath from '@litertjs/core/wasm/litert_wasm_internal.js?url';
import binaryPath from '@litertjs/core/wasm/litert_wasm_internal.wasm?url';
import { compileKernels, createKernels } from '../../kernels/compile';
import type { Kernels } from '../../kernels/kernels';
import { log } from '../../shared/log';
import { compileFile, sourceOf, type WasmSource } from '../compile';
import { type Engine, EngineFault, type EngineLoader } from '../engine';

type Module = LiteRt['liteRtWasm'];
type ModuleFactory = (options: WasmSource & { printErr(line: string): void }) => Promise<Module>;
/** kernels: those that work on the module's memory. */
type Runtime = { readonly wasm: Module; readonly kernels: Kernels };

/** The network has one signature, with one input and one output. */
const ONLY = 0;

/** All engines of a worker share one runtime until one of them fails: it may be broken for good. */
let runtime: Promise<Runtime> | undefined;

/** Not to be called again before it is done: the loader hands its factory over in a global. */
export const loadLiteRt: EngineLoader = async (model, size) => {
  runtime ??= startRuntime();
  try {
    return await createEngine(await runtime, model, size);
  } catch (error) {
    runtime = undefined;
    throw error;
  }
};

async function createEngine(
  { wasm, kernels }: Runtime,
  ...[model, { width, height }]: Parameters<EngineLoader>
): Promise<Engine> {
  const pixels = width * height;
  const modelAt = wasm._malloc(model.length);
  wasm.HEAPU8.set(model, modelAt);
  // null: no WebGPU device.
  const environment = wasm.LiteRtEnvironment.create(null);
  const network = wasm.loadModel(environment, modelAt, model.length);
  const compiled = await wasm.compileModel(environment, network, COMPILE_OPTIONS);
  const inputType = network.getInputTensorType(ONLY, ONLY);
  const input = wasm.LiteRtTensorBuffer.createManaged(
    environment,
    wasm.LiteRtTensorBufferType.HOST_MEMORY,
    inputType,
    inputType.bytes(),
  );
  inputType.delete();
  const { READ, WRITE } = wasm.LiteRtTensorBufferLockMode;
  const inputs = [input];
  const rgbaAt = wasm._malloc(4 * pixels);
  const maskAt = wasm._malloc(pixels);

  const infer: Engine['segment'] = (rgba) => {
    wasm.HEAPU8.set(rgba, rgbaAt);
    kernels.toFloats(rgbaAt, input.lock(WRITE), pixels);
    input.unlock();
    const outputs = compiled.run(ONLY, inputs);
    if (outputs instanceof Promise) throw new Error('expected LiteRT to run at once');
    const [output] = outputs;
    if (output?.packedSize() !== 4 * pixels)
      throw new EngineFault('runtime-missing', 'expected one mask of the input size');
    kernels.toBytes(output.lock(READ), maskAt, pixels);
    output.unlock();
    output.delete();
    // The memory may have grown during the run: the view of before would be empty.
    return wasm.HEAPU8.slice(maskAt, maskAt + pixels);
  };

  const segment: Engine['segment'] = (rgba) => {
    try {
      return infer(rgba);
    } catch (error) {
      runtime = undefined;
      throw error;
    }
  };

  return {
    segment,
    warmUp: () => {
      segment(new Uint8ClampedArray(4 * pixels));
    },
    close: () => {
      for (const owned of [input, compiled, network, environment]) owned.delete();
      for (const at of [modelAt, rgbaAt, maskAt]) wasm._free(at);
    },
  };
}

/** All of them have to be there. One thread: more want a shared memory. */
const COMPILE_OPTIONS = {
  accelerator: 'wasm',
  cpuOptions: { numThreads: 1 },
  gpuOptions: {},
  webNNOptions: {},
} as const;

let factory: ModuleFactory | undefined;

async function startRuntime(): Promise<Runtime> {
  const compiling = compileFile(binaryPath);
  const kernels = compileKernels();
  factory ??= await importFactory();
  let memory: WebAssembly.Memory | undefined;
  const source = sourceOf(await compiling, ({ exports }) => {
    memory = Object.values(exports).find((each) => each instanceof WebAssembly.Memory);
  });
  // It tells all that it does on the error stream.
  const wasm = await factory({ ...source, printErr: (line) => log.debug(line) });
  if (!memory || !kernels)
    throw new EngineFault('runtime-missing', 'LiteRT has no memory to share');
  return { wasm, kernels: createKernels(kernels, memory) };
}

/**
 * The loader is a script in UMD form: imported as a module it exports nothing, but hands its factory
 * to a global `define`, if there is one that says it is AMD's.
 */
async function importFactory(): Promise<ModuleFactory> {
  let given: ModuleFactory | undefined;
  const define = (_: readonly string[], give: () => ModuleFactory) => {
    given = give();
  };
  Object.assign(globalThis, { define: Object.assign(define, { amd: true }) });
  try {
    await import(/* @vite-ignore */ loaderPath);
  } finally {
    Reflect.deleteProperty(globalThis, 'define');
  }
  if (!given) throw new EngineFault('runtime-missing', 'the loader of LiteRT gave no factory');
  return given;
}
