import { DEFAULT_TIER, variantFor } from '../shared/model-variants';
import { ENGINE_NAMES, type Engine, type EngineName } from './engine';
import { cheaperEngine, hasWebGl } from './engine-choice';
import { loadEngine, modelFor } from './engine-loader';
import { recallEngine, rememberEngine } from './engine-memory';

/** The compiler of the browser improves WASM while it runs: the first runs say nothing. */
const WARM_UP_ROUNDS = 10;
const ROUNDS = 15;
const PAUSE_MS = 40;

const VARIANT = variantFor({ width: 16, height: 9 }, DEFAULT_TIER);

/** False where it has been done. Without WebGL only one engine starts; that is seen at each load. */
export async function needsCalibration(): Promise<boolean> {
  return hasWebGl() && (await recallEngine()) === undefined;
}

/**
 * Finds the engine that is cheaper on this device, once, and stores its name for the next load. For
 * a worker of its own, beside a call: its end gives the memory of both engines back, and pauses
 * between the runs leave the processor to the call. Throws where an engine fails.
 */
export async function calibrate(): Promise<void> {
  // One tab at a time is enough.
  await navigator.locks.request('veil-calibration', { ifAvailable: true }, async (lock) => {
    if (lock) await compareEngines();
  });
}

async function compareEngines(): Promise<void> {
  // If an engine takes the whole process down, it is not tried again.
  await rememberEngine('tasks-vision');
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
  await rememberEngine(cheaperEngine(times));
}
