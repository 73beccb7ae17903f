/** Inference by tasks-vision in WASM. One engine per model variant, shared by all ports. */
import { ImageSegmenter } from '@mediapipe/tasks-vision';
import wasmLoaderPath from '@mediapipe/tasks-vision/vision_wasm_module_internal.js?url';
import wasmBinaryPath from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';
import type { FaultReason } from '../shared/fault';
import { inputOf, type ModelVariantName } from '../shared/model-variants';
import { fetchModel } from './model/file';
import { reshape } from './model/reshape';

export type Engine = {
  /** Runs the model on nothing, so that the first real frame does not pay for the first run. */
  warmUp(): void;
  /** rgba: pixels of the variant's input size. Gives one byte per pixel, 255 = person. */
  segment(rgba: Uint8ClampedArray<ArrayBuffer>): Uint8Array<ArrayBuffer>;
  close(): void;
};

/** A failure the user can be told of. */
export class EngineFault extends Error {
  constructor(
    readonly reason: FaultReason,
    detail: string,
  ) {
    super(`${reason}: ${detail}`);
  }
}

/** Engines kept at a time: a frame that changes its shape and back finds its own again. */
const MOST_ENGINES = 2;

/** In the order of their last use. */
const engines = new Map<ModelVariantName, Promise<Engine>>();

/** The engine of a variant, loaded when there is none; a load that failed is tried again. */
export function getEngine(variant: ModelVariantName): Promise<Engine> {
  const engine = engines.get(variant) ?? loadInTurn(variant);
  engines.delete(variant);
  engines.set(variant, engine);
  engine.catch(() => forget(variant, engine));
  for (const [name, old] of engines) {
    if (engines.size <= MOST_ENGINES) break;
    engines.delete(name);
    old.then((unused) => unused.close()).catch(() => undefined); // It never loaded.
  }
  return engine;
}

/** Gives an engine up after it has failed at its work; the next call loads another. */
export function dropEngine(variant: ModelVariantName): void {
  engines.delete(variant);
}

/** Drops an engine that failed to load, unless another has taken its place. */
function forget(variant: ModelVariantName, engine: Promise<Engine>): void {
  if (engines.get(variant) === engine) engines.delete(variant);
}

/** One load after the other: tasks-vision hands its module over in a global. */
let turn: Promise<unknown> = Promise.resolve();

function loadInTurn(variant: ModelVariantName): Promise<Engine> {
  const engine = turn.then(() => loadEngine(variant));
  turn = engine.catch(() => undefined); // The caller is told; the next load goes on.
  return engine;
}

/**
 * Puts tasks-vision's module where it looks for it. It does so itself by importing the loader, but
 * clears the global after use, and a module that is imported again does not run again.
 */
async function provideModule(): Promise<void> {
  const loader = await import(/* @vite-ignore */ wasmLoaderPath);
  Object.assign(globalThis, { ModuleFactory: loader.default });
}

async function loadEngine(variant: ModelVariantName): Promise<Engine> {
  const model = await fetchModel();
  if (!model.ok) throw new EngineFault(model.reason, variant);
  const { width, height } = inputOf(variant);
  const modelAssetBuffer = reshape(model.bytes, { width, height });

  await provideModule();
  const segmenter = await ImageSegmenter.createFromOptions(
    { wasmLoaderPath, wasmBinaryPath },
    {
      baseOptions: { modelAssetBuffer, delegate: 'CPU' },
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
}

/** Probabilities to bytes; what is no number counts as room. */
function toBytes(probabilities: Float32Array): Uint8Array<ArrayBuffer> {
  // The array type turns NaN into 0 and holds the rest within 0..255.
  const clamped = new Uint8ClampedArray(probabilities.length);
  for (let i = 0; i < clamped.length; i++) clamped[i] = (probabilities[i] as number) * 255;
  return new Uint8Array(clamped.buffer);
}
