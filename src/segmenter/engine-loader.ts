import type { EngineName } from '../shared/engine-name';
import { log } from '../shared/log';
import { inputOf, type ModelVariantName } from '../shared/model-variants';
import { type Engine, EngineFault, type EngineLoader } from './engine';
import { engineOrder, hasWebGl } from './engine-choice';
import { fetchModel } from './model/file';
import { reshape } from './model/reshape';

/** The scripts of an engine that is not used are not loaded either. */
const LOADERS: Record<EngineName, () => Promise<EngineLoader>> = {
  'tasks-vision': async () => (await import('./engines/tasks-vision')).loadTasksVision,
  litert: async () => (await import('./engines/litert')).loadLiteRt,
};

const failed = new Set<EngineName>();
let preferred: EngineName | undefined;

/** Says which engine was found best on this device. Loads from now on go by it. */
export function preferEngine(name: EngineName | undefined): void {
  preferred = name;
}

/** Nothing was found yet. Without WebGL only one engine starts; that is seen at each load. */
export function needsCalibration(): boolean {
  return preferred === undefined && hasWebGl();
}

/**
 * The engine that suits this device, or the other one where that does not start; warmed up. Throws
 * what the first one threw when neither starts, an EngineFault when the model cannot be read.
 */
export async function loadSuitingEngine(variant: ModelVariantName): Promise<Engine> {
  const model = await modelFor(variant);
  const errors: unknown[] = [];
  for (const name of engineOrder({ preferred, webgl: hasWebGl(), failed })) {
    try {
      const engine = await loadEngine(name, variant, model);
      engine.warmUp();
      log.debug(`${name} runs ${variant}`);
      failed.delete(name);
      return engine;
    } catch (error) {
      log.warn(`${name} does not start`, error);
      failed.add(name);
      errors.push(error);
    }
  }
  throw errors[0];
}

/** Loads are not to overlap. */
export async function loadEngine(
  name: EngineName,
  variant: ModelVariantName,
  model: Uint8Array<ArrayBuffer>,
): Promise<Engine> {
  const load = await LOADERS[name]();
  return load(model, inputOf(variant));
}

/** The model's bytes at the variant's input size. */
export async function modelFor(variant: ModelVariantName): Promise<Uint8Array<ArrayBuffer>> {
  const model = await fetchModel();
  if (!model.ok) throw new EngineFault(model.reason, variant);
  return reshape(model.bytes, inputOf(variant));
}
