/** Times both engines in turns, as the segmenter loads and runs them. */
import type { Engine } from '../../src/segmenter/engine';
import { loadEngine, modelFor } from '../../src/segmenter/engine-loader';
import { ENGINE_NAMES, type EngineName } from '../../src/shared/engine-name';
import { inputOf, type ModelVariantName } from '../../src/shared/model-variants';
import type { EnginesJob, VariantTimes } from './protocol';

/** The compiler of the browser improves WASM while it runs: the first runs say nothing. */
const WARM_UP_ROUNDS = 15;

async function timeVariant(variant: ModelVariantName, rounds: number): Promise<VariantTimes> {
  const model = await modelFor(variant);
  const { width, height } = inputOf(variant);
  const pixels = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => (i * 97) % 256);
  const timed: { name: EngineName; engine: Engine; load: number; runs: number[] }[] = [];
  for (const name of ENGINE_NAMES) {
    const start = performance.now();
    const engine = await loadEngine(name, variant, model);
    engine.segment(pixels);
    timed.push({ name, engine, load: performance.now() - start, runs: [] });
  }
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    for (const { engine, runs } of timed) {
      const start = performance.now();
      engine.segment(pixels);
      if (round >= 0) runs.push(performance.now() - start);
    }
  }
  for (const { engine } of timed) engine.close();
  const entries = timed.map(({ name, load, runs }) => [name, { load, runs }]);
  return { variant, engines: Object.fromEntries(entries) };
}

self.addEventListener('message', async ({ data }: MessageEvent<EnginesJob>) => {
  const all: VariantTimes[] = [];
  for (const variant of data.variants) all.push(await timeVariant(variant, data.rounds));
  self.postMessage(all);
});
