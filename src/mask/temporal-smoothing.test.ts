import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { type Size, WHOLE } from '../shared/geometry';
import { createFrameMemory, type FrameMemory, remapFrameMemory, UNSEEN } from './frame-memory';
import { createTemporalSmoothing } from './temporal-smoothing';

const module = compileKernels();
const kinds = {
  JavaScript: () => createArena(undefined, 1 << 20),
  WASM: () => createArena(module, 1 << 20),
};

const size = { width: 12, height: 8 };
const count = size.width * size.height;

/** A stage with two frames to work on. */
function stage(arena: ReturnType<typeof createArena>, of: Size = size) {
  const [now, before] = [createFrameMemory(of, arena), createFrameMemory(of, arena)];
  const steady = createTemporalSmoothing(of, arena);
  return { now, before, steady: () => steady(now, before) };
}

const show = ({ mask, luma }: FrameMemory, p: number, light: number) => {
  mask.fill(p);
  luma.fill(light);
};

describe.each(Object.entries(kinds))('smoother in %s', (_, makeArena) => {
  it('leaves the first mask as it is', () => {
    const { now, steady } = stage(makeArena());
    show(now, 0.5, 0.4);
    steady();
    expect([...now.mask]).toEqual(new Array(count).fill(0.5));
  });

  it('steadies uncertain pixels where the picture stands still', () => {
    const { now, before, steady } = stage(makeArena());
    show(before, 0.6, 0.4);
    show(now, 0.4, 0.4);
    steady();
    // u = 1 - (1 - 4·0.4·0.6)² = 0.9984, so 0.4 + 0.2 · 0.9 · u.
    for (const p of now.mask) expect(p).toBeCloseTo(0.4 + 0.2 * 0.9 * 0.9984, 4);
  });

  it('does not hold back what moves', () => {
    const { now, before, steady } = stage(makeArena());
    show(before, 0.9, 0.4);
    show(now, 0.3, 0.4);
    // One half of the picture changes by far more than noise.
    for (let i = 0; i < count; i++) if (i % size.width < 6) now.luma[i] = 0.8;
    steady();
    expect(now.mask[2]).toBeCloseTo(0.3, 5);
  });

  it('takes a change of the whole picture for exposure', () => {
    const { now, before, steady } = stage(makeArena());
    show(before, 0.6, 0.4);
    show(now, 0.4, 0.5);
    steady();
    expect(now.mask[20]).toBeGreaterThan(0.55);
  });

  it('leaves certain pixels alone', () => {
    const { now, before, steady } = stage(makeArena());
    show(before, 1, 0.4);
    show(now, 0, 0.4);
    steady();
    expect(now.mask[20]).toBe(0);
  });

  it('follows the region: the past of another place does not count', () => {
    const { now, before, steady } = stage(makeArena());
    show(before, 0.6, 0.4);
    const [from, to] = [0, 0.5].map((x) => ({ x, y: x, width: 0.5, height: 0.5 }));
    remapFrameMemory(before, size, from ?? WHOLE, to ?? WHOLE);
    show(now, 0.4, 0.4);
    steady();
    expect(now.mask[20]).toBeCloseTo(0.4, 5);
  });
});

it.each([
  { width: 4, height: 1 },
  { width: 4, height: 5 },
  { width: 48, height: 27 },
  { width: 52, height: 27 },
])('does the same in JavaScript and in WASM, NaN and places unseen too: %j', (of) => {
  const [ours, theirs] = [stage(kinds.JavaScript(), of), stage(kinds.WASM(), of)];
  const pixels = of.width * of.height;
  for (let i = 0; i < pixels; i++) {
    const light = 0.4 + 0.3 * Math.sin(i / 5);
    const noise = (((i * 7919) % 23) - 11) / (255 * (i % 3 ? 4 : 1));
    for (const { now, before } of [ours, theirs]) {
      now.mask[i] = i % 97 === 40 ? Number.NaN : ((i * 31) % 256) / 255;
      before.mask[i] = ((i * 57) % 256) / 255;
      now.luma[i] = light + noise;
      before.luma[i] = i % 41 === 7 ? UNSEEN : 0.9 * light;
    }
  }
  ours.steady();
  theirs.steady();
  // Single precision, and an edge of the smooth step: 64 · 2⁻²⁴ for the step, the rest far less.
  for (let i = 0; i < pixels; i++)
    expect(
      Math.abs((theirs.now.mask[i] as number) - (ours.now.mask[i] as number)) || 0,
    ).toBeLessThan(2e-5);
  expect([...theirs.now.mask].map(Number.isNaN)).toEqual([...ours.now.mask].map(Number.isNaN));
});
