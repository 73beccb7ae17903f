/** Inference by tasks-vision in WASM. */
import { ImageSegmenter } from '@mediapipe/tasks-vision';
import wasmLoaderPath from '@mediapipe/tasks-vision/vision_wasm_module_internal.js?url';
import { compileFile, sourceOf } from '../compile';
import { type Engine, EngineFault, type EngineLoader, toBytes } from '../engine';
import { fetchModel } from '../model/file';
import { reshape } from '../model/reshape';

/** Compressed, and made by the build (`build/engine.ts`). */
const WASM_PATH = '/engines/vision_wasm_module_internal.wasm.zst';

/** Not to be called again before it is done: tasks-vision hands its module over in a global. */
export const loadTasksVision: EngineLoader = async ({ width, height }) => {
  const model = await fetchModel();
  if (!model.ok) throw new EngineFault(model.reason, 'tasks-vision');
  await provideModule();
  const segmenter = await ImageSegmenter.createFromOptions(
    { wasmLoaderPath, wasmBinaryPath: WASM_PATH },
    {
      baseOptions: { modelAssetBuffer: reshape(model.bytes, { width, height }), delegate: 'CPU' },
      // It starts only with a WebGL context, also where the CPU infers.
      canvas: new OffscreenCanvas(width, height),
      runningMode: 'IMAGE',
      outputConfidenceMasks: true,
      outputCategoryMask: false,
    },
  );

  const segment: Engine['segment'] = (rgba) => {
    const result = segmenter.segment(new ImageData(rgba, width, height));
    try {
      const confidence = result.confidenceMasks?.[0];
      if (confidence?.width !== width || confidence.height !== height)
        throw new EngineFault('runtime-missing', 'expected one mask of the input size');
      return toBytes(confidence.getAsFloat32Array());
    } finally {
      result.close();
    }
  };

  return {
    segment,
    warmUp: () => {
      segment(new Uint8ClampedArray(width * height * 4));
    },
    close: () => segmenter.close(),
  };
};

/** Engines of all variants run the same code; undefined until it was compiled. */
let binary: WebAssembly.Module | undefined;

/**
 * Puts tasks-vision's module where it looks for it. It does so itself by importing the loader, but
 * clears the global after use, and a module that is imported again does not run again.
 */
async function provideModule(): Promise<void> {
  const compiling = binary ?? compileFile(WASM_PATH);
  const loader = await import(/* @vite-ignore */ wasmLoaderPath);
  binary = await compiling;
  const source = sourceOf(binary);
  Object.assign(globalThis, {
    ModuleFactory: (options: object) => loader.default(Object.assign(options, source)),
  });
}
