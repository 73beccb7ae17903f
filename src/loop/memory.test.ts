import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { Backdrop } from '../compositor/compositor';
import { createPlaneCompositor } from '../compositor/planes/plane-compositor';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { ALL_SWITCHES } from '../mask/refine-switches';
import { createRefiner, refinerBytes } from '../mask/refiner';
import { WHOLE } from '../shared/geometry';
import { frameOf, openFrames, useFakeFrames } from './tests/fake-frames';

useFakeFrames();

const FRAME = { width: 64, height: 48 };
const GRID = { width: 48, height: 32 };
const FRAMES = 10_000;
const BACKDROPS: readonly Backdrop[] = [
  { kind: 'color', color: [0, 1, 0] },
  { kind: 'blur', strength: 0.5 },
];

/** All of a frame but the network, which has a test of its own: somebody walks to and fro. */
function started() {
  const kernels = compileKernels();
  const arena = createArena(kernels, refinerBytes(GRID));
  const refiner = createRefiner(GRID, ALL_SWITCHES, { arena });
  const compositor = createPlaneCompositor(kernels);
  const [view] = refiner.views;

  const step = async (n: number) => {
    const frame = frameOf(33_333 * n, FRAME);
    const loaded = await compositor.load(frame).finally(() => frame.close());
    compositor.readInput(loaded, WHOLE, GRID, view.input);
    const middle = GRID.width / 2 + 10 * Math.sin(n / 40);
    for (let i = 0; i < view.mask.length; i++) {
      const away = Math.abs((i % GRID.width) - middle);
      view.mask[i] = Math.min(255, Math.max(0, 128 + 60 * (10 - away)));
    }
    refiner.prepare(view);
    refiner.read(view);
    const matte = refiner.refine(view, WHOLE);
    // Each for a while, as a user changes it.
    const backdrop = BACKDROPS[Math.floor(n / 100) % BACKDROPS.length] as Backdrop;
    await compositor.prepare?.(loaded, backdrop);
    compositor.composite(loaded, matte, backdrop).close();
    if (n % 50 === 0) compositor.cover(loaded, backdrop).close();
    compositor.release(loaded);
  };
  return { step, memory: arena.memory };
}

const collectGarbage = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();

function used(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

it('grows by nothing, and leaves nothing behind, in 10,000 frames', {
  timeout: 180_000,
}, async () => {
  const { step, memory } = started();
  let n = 0;
  const run = async (times: number) => {
    for (const end = n + times; n < end; n++) await step(n);
  };
  await run(3000);
  const [before, bytes] = [used(), memory?.buffer.byteLength];
  await run(FRAMES);
  expect(used() - before).toBeLessThan(300_000);
  expect(memory?.buffer.byteLength).toBe(bytes);
  expect(openFrames.size).toBe(0);
});
