import { ENGINE_NAMES, type EngineName } from '../shared/engine-name';
import { variantFor } from '../shared/model-variants';
import type { Engine } from './engine';
import { cheaperEngine } from './engine-choice';
import { loadEngine, modelFor } from './engine-loader';

/** The compiler of the browser improves WASM while it runs: the first runs say nothing. */
const WARM_UP_ROUNDS = 10;
const ROUNDS = 15;
const PAUSE_MS = 40;

const VARIANT = variantFor({ width: 16, height: 9 });

/**
 * Finds the engine that is cheaper on this device. For a worker of its own, beside a call: its end
 * gives the memory of both engines back, and pauses between the runs leave the processor to the
 * call. Throws where an engine fails.
 */
export async function calibrate(): Promise<EngineName> {
  const model = await modelFor(VARIANT);
  const engines: [EngineName, Engine][] = [];
  for (const name of ENGINE_NAMES) engines.push([name, await loadEngine(name, VARIANT, model)]);

  const times: Record<EngineName, number[]> = { 'tasks-vision': [], litert: [] };
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    for (const [name, engine] of engines) {
      const start = performance.now();
      engine.warmUp();
      if (round >= 0) times[name].push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  return cheaperEngine(times);
}
