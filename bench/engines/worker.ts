/** Times engines, as they are loaded and run in the extension. */
import { load } from './candidates';
import type { EnginesJob, Runs, StartJob } from './protocol';

/** The compiler of the browser improves WASM while it runs: the first runs say nothing. */
const WARM_UP_ROUNDS = 30;

async function timeRuns({ candidates, variant, picture, rounds }: EnginesJob): Promise<Runs[]> {
  const pixels = pixelsOf(picture);
  const loaded = [];
  for (const candidate of candidates)
    loaded.push({ candidate, engine: await load(candidate, variant), milliseconds: [0] });
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    for (const { engine, milliseconds } of loaded) {
      const start = performance.now();
      engine.segment(pixels);
      if (round >= 0) milliseconds[round] = performance.now() - start;
    }
  }
  const masks = loaded.map(({ engine }) => engine.segment(pixels));
  const last = masks.at(-1) ?? new Uint8Array();
  for (const { engine } of loaded) engine.close();
  return loaded.map(({ candidate, milliseconds }, i) => ({
    candidate,
    milliseconds,
    apart: largestDifference(masks[i] ?? last, last),
  }));
}

async function timeStart({ candidate, variant, picture }: StartJob): Promise<number> {
  const pixels = pixelsOf(picture);
  const start = performance.now();
  const engine = await load(candidate, variant);
  engine.segment(pixels);
  return performance.now() - start;
}

function pixelsOf(picture: string): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from(atob(picture), (character) => character.charCodeAt(0));
}

function largestDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}

self.addEventListener('message', async ({ data }: MessageEvent<EnginesJob | StartJob>) => {
  self.postMessage('candidates' in data ? await timeRuns(data) : await timeStart(data));
});
