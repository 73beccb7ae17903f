/**
 * Inference by LiteRT in WASM, which needs no WebGL. Its WASM module is driven without the package's
 * own script: that one loads by `importScripts`, which a module worker has not, asks for a WebGPU
 * device, and copies and awaits at every run.
 */
import type { LiteRt } from '@litertjs/core';
import loaderPath from '@litertjs/core/wasm/litert_wasm_internal.js?url';
import binaryPath from '@litertjs/core/wasm/litert_wasm_internal.wasm?url';
import { compileFile, sourceOf, type WasmSource } from '../compile';
import { type Engine, EngineFault, type EngineLoader, toBytes } from '../engine';

type Runtime = LiteRt['liteRtWasm'];
type RuntimeFactory = (options: WasmSource & { printErr(line: string): void }) => Promise<Runtime>;

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
  wasm: Runtime,
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

  const infer: Engine['segment'] = (rgba) => {
    const inputAt = input.lock(WRITE);
    toFloats(rgba, new Float32Array(wasm.HEAPU8.buffer, inputAt, 3 * pixels));
    input.unlock();
    const outputs = compiled.run(ONLY, inputs);
    if (outputs instanceof Promise) throw new Error('expected LiteRT to run at once');
    const [output] = outputs;
    if (output?.packedSize() !== 4 * pixels)
      throw new EngineFault('runtime-missing', 'expected one mask of the input size');
    // The memory may have grown, and moved, during the run.
    const mask = toBytes(new Float32Array(wasm.HEAPU8.buffer, output.lock(READ), pixels));
    output.unlock();
    output.delete();
    return mask;
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
      wasm._free(modelAt);
    },
  };
}

/** Bytes as floats of 0..1: twice as fast as dividing. */
const SHARES = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** RGBA of 0..255 to the network's input: RGB of 0..1. A pixel is read at once, as one word. */
function toFloats({ buffer, byteOffset, length }: Uint8ClampedArray, rgb: Float32Array): void {
  const words = new Uint32Array(buffer, byteOffset, length / 4);
  for (let i = 0, to = 0; i < words.length; i++, to += 3) {
    const word = words[i] as number;
    rgb[to] = SHARES[word & 255] as number;
    rgb[to + 1] = SHARES[(word >> 8) & 255] as number;
    rgb[to + 2] = SHARES[(word >> 16) & 255] as number;
  }
}

/** All of them have to be there. One thread: more want a shared memory. */
const COMPILE_OPTIONS = {
  accelerator: 'wasm',
  cpuOptions: { numThreads: 1 },
  gpuOptions: {},
  webNNOptions: {},
} as const;

let factory: RuntimeFactory | undefined;

async function startRuntime(): Promise<Runtime> {
  const compiling = compileFile(binaryPath);
  factory ??= await importFactory();
  // It tells all that it does on the error stream.
  return factory({ ...sourceOf(await compiling), printErr: (line) => console.debug(line) });
}

/**
 * The loader is a script in UMD form: imported as a module it exports nothing, but hands its factory
 * to a global `define`, if there is one that says it is AMD's.
 */
async function importFactory(): Promise<RuntimeFactory> {
  let given: RuntimeFactory | undefined;
  const define = (_: readonly string[], give: () => RuntimeFactory) => {
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
