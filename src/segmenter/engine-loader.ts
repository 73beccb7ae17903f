import { log } from '../shared/log';
import { inputOf, type ModelVariantName } from '../shared/model-variants';
import type { Engine, EngineLoader } from './engine';

/** All engines, in the order in which to try them. The scripts of one that is not used are not loaded. */
const ENGINES: Readonly<Record<string, () => Promise<EngineLoader>>> = {
  own: async () => (await import('./engines/own')).loadOwn,
  'tasks-vision': async () => (await import('./engines/tasks-vision')).loadTasksVision,
};

/** Engines that did not start, or failed, when last tried. */
const failed = new Set<string>();

/** An engine, and its name in the table. */
export type NamedEngine = Engine & { readonly name: string };

/**
 * The first engine that starts for a variant, warmed up; those that failed lately come last. Throws what
 * the first one threw when none does. Loads are not to overlap.
 */
export async function loadEngine(variant: ModelVariantName): Promise<NamedEngine> {
  const errors: unknown[] = [];
  const names = Object.keys(ENGINES);
  for (const name of names.toSorted((a, b) => Number(failed.has(a)) - Number(failed.has(b)))) {
    try {
      const load = await ENGINES[name]?.();
      const engine = await load?.(inputOf(variant));
      if (!engine) continue;
      engine.warmUp();
      failed.delete(name);
      log.debug(`the engine ${name} runs`, variant);
      return { ...engine, name };
    } catch (error) {
      log.warn(`the engine ${name} does not start`, error);
      failed.add(name);
      errors.push(error);
    }
  }
  throw errors[0];
}

/** Says that an engine has failed at its work. */
export function distrustEngine(name: string): void {
  failed.add(name);
}
