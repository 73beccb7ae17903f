/** Inference by tasks-vision in WASM. One engine per model variant, shared by all ports. */
import { ImageSegmenter } from '@mediapipe/tasks-vision';
import wasmLoaderPath from '@mediapipe/tasks-vision/vision_wasm_module_internal.js?url';
import wasmBinaryPath from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';
import type { FaultReason } from '../shared/fault';
import { MODEL_VARIANTS, type ModelVariantName } from '../shared/model-variants';
import { fetchModel } from './model-file';

export type Engine = {
  /** Runs the model on nothing, so that the first real frame does not pay for the first run. */
  warmUp(): void;
  /** rgba: pixels of the variant's input size. Gives one byte per pixel, 255 = person. */
  segment(rgba: Uint8ClampedArray<ArrayBuffer>): Uint8Array<ArrayBuffer>;
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

const engines = new Map<ModelVariantName, Promise<Engine>>();

/** The engine of a variant, loaded at the first call; a load that failed is tried again. */
export function getEngine(variant: ModelVariantName): Promise<Engine> {
  const known = engines.get(variant);
  if (known) return known;
  const engine = loadEngine(variant);
  engines.set(variant, engine);
  engine.catch(() => engines.delete(variant));
  return engine;
}

async function loadEngine(variant: ModelVariantName): Promise<Engine> {
  const model = await fetchModel(variant);
  if (!model.ok) throw new EngineFault(model.reason, variant);
  const { width, height } = MODEL_VARIANTS[variant].input;

  const segmenter = await ImageSegmenter.createFromOptions(
    { wasmLoaderPath, wasmBinaryPath },
    {
      baseOptions: { modelAssetBuffer: model.bytes, delegate: 'CPU' },
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
  };
}

/** Probabilities to bytes; what is no number counts as room. */
function toBytes(probabilities: Float32Array): Uint8Array<ArrayBuffer> {
  // The array type turns NaN into 0 and holds the rest within 0..255.
  const clamped = new Uint8ClampedArray(probabilities.length);
  for (let i = 0; i < clamped.length; i++) clamped[i] = (probabilities[i] as number) * 255;
  return new Uint8Array(clamped.buffer);
}
