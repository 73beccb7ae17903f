import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { WHOLE } from '../shared/geometry';
import type { Matte } from './matte';
import { ALL_SWITCHES } from './refine-switches';
import {
  createRefiner,
  type ModelView,
  type Refiner,
  type RefinerOptions,
  refinerBytes,
} from './refiner';

const size = { width: 64, height: 48 };
const count = size.width * size.height;
const PART = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

const arenaOf = (kernels?: WebAssembly.Module) => createArena(kernels, refinerBytes(size));

/** A person who moves to the right, with a hole, an island and noise: model input and mask. */
function frame(n: number) {
  const input = new Uint8Array(4 * count);
  const mask = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const [x, y] = [i % size.width, Math.floor(i / size.width)];
    const away = Math.hypot(x - 26 - n, y - 30) - 16;
    const isHole = Math.hypot(x - 24 - n, y - 30) < 2;
    const isIsland = Math.hypot(x - 58, y - 6) < 2;
    const noise = ((i + n * 131) * 7919) % 9;
    mask[i] = isHole || isIsland ? 90 : Math.min(255, Math.max(0, 128 - away * 60 + noise));
    const light = away < 0 ? 160 : 60 + 20 * Math.sin(x / 4);
    input.set([light + noise, light, light - noise, 255], 4 * i);
  }
  return { input, mask };
}

/** The first of a refiner's views, or the other one, with a frame in it. */
function viewOf(
  { views }: Refiner,
  { input, mask }: ReturnType<typeof frame>,
  which: 0 | 1 = 0,
): ModelView {
  views[which].input.set(input);
  views[which].mask.set(mask);
  return views[which];
}

/** What a refiner makes of one frame after another, by all of its ways. */
function course(options: RefinerOptions): { readonly refiner: Refiner; readonly mattes: Matte[] } {
  const refiner = createRefiner(size, ALL_SWITCHES, options);
  const mattes: Matte[] = [];
  const keep = (matte: Matte | undefined) => {
    if (!matte) throw new Error('expected a matte');
    mattes.push({ ...matte, coefficients: matte.coefficients.slice() });
  };
  for (const [n, region] of [WHOLE, WHOLE, PART, PART].entries()) {
    const view = viewOf(refiner, frame(n));
    refiner.prepare(view);
    // What a look at the whole frame does, and its mask is not taken.
    refiner.read(viewOf(refiner, frame(9), 1));
    refiner.read(view);
    keep(refiner.refine(view, region));
  }
  keep(refiner.follow(viewOf(refiner, frame(4))));
  const view = viewOf(refiner, frame(5));
  refiner.read(view);
  keep(refiner.refine(view, PART));
  return { refiner, mattes };
}

/** The matte of the frame's own colour at each point of the grid. */
function opacities({ coefficients, size: grid }: Matte, input: Uint8Array): number[] {
  const step = size.width / grid.width;
  return Array.from({ length: grid.width * grid.height }, (_, i) => {
    const at = step * (i % grid.width) + step * Math.floor(i / grid.width) * size.width;
    let sum = coefficients[4 * i + 3] as number;
    for (let c = 0; c < 3; c++)
      sum += ((coefficients[4 * i + c] as number) * (input[4 * at + c] as number)) / 255;
    return sum;
  });
}

const worst = (a: number[], b: number[]) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);

describe.each(['full', 'half'] as const)('a refiner with %s detail', (guide) => {
  it('makes the same mattes in JavaScript and in WASM', () => {
    const ours = course({ guide, arena: arenaOf() }).mattes;
    const theirs = course({ guide, arena: arenaOf(compileKernels()) }).mattes;
    expect(theirs.map(({ region }) => region)).toEqual(ours.map(({ region }) => region));
    // The guided filter has single precision in WASM.
    for (const [n, matte] of ours.entries())
      expect(
        worst(opacities(theirs[n] as Matte, frame(n).input), opacities(matte, frame(n).input)),
        `frame ${n}`,
      ).toBeLessThan(2e-3);
  });
});

describe.each([
  ['JavaScript', undefined],
  ['WASM', compileKernels()],
])('a refiner in %s', (_, kernels) => {
  it('removes islands and fills holes', () => {
    const matte = course({ arena: arenaOf(kernels) }).mattes[0] as Matte;
    const seen = opacities(matte, frame(0).input);
    expect(seen[6 * size.width + 58]).toBeLessThan(0.2);
    expect(seen[30 * size.width + 24]).toBeGreaterThan(0.8);
  });

  it('goes on from the past of another, and follows no picture without one, nor across a cut', () => {
    const { refiner } = course({ arena: arenaOf(kernels) });
    expect(refiner.past?.region).toEqual(PART);
    const arena = arenaOf(kernels);
    const next = createRefiner(size, ALL_SWITCHES, { arena, past: refiner.past });
    const { input, mask } = frame(6);
    expect(next.follow(viewOf(next, frame(6)))?.region).toEqual(PART);
    const negative = { input: input.map((value) => 255 - value), mask };
    expect(next.follow(viewOf(next, negative))).toBeUndefined();
    const fresh = createRefiner(size, ALL_SWITCHES, { arena: arenaOf(kernels) });
    expect(fresh.past).toBeUndefined();
    expect(fresh.follow(viewOf(fresh, frame(6)))).toBeUndefined();
  });
});

it('learns the room, of which the past knows nothing, until it is told to forget it', () => {
  const [learning, plain] = pair();
  let [ours, theirs] = [new Float32Array(), new Float32Array()];
  for (let n = 0; n < 16; n++) {
    [ours, theirs] = [refined(learning, n), refined(plain, n)];
    expect(learning.past?.mask).toEqual(plain.past?.mask);
  }
  expect(ours).not.toEqual(theirs);
  learning.forgetRoom();
  expect(refined(learning, 16)).toEqual(refined(plain, 16));
});

it('begins with a room of its own where another refiner has learned one', () => {
  const [learned] = pair();
  for (let n = 0; n < 16; n++) refined(learned, n);
  const [learning, plain] = pair(learned.past);
  expect(refined(learning, 16)).toEqual(refined(plain, 16));
});

/** Two refiners, one of which learns the room. */
function pair(past?: RefinerOptions['past']) {
  return [true, false].map((plate) =>
    createRefiner(
      size,
      { ...ALL_SWITCHES, tones: false, plate },
      { arena: arenaOf(compileKernels()), past },
    ),
  ) as [Refiner, Refiner];
}

/** What a refiner makes of the n-th frame. */
function refined(refiner: Refiner, n: number) {
  const view = viewOf(refiner, frame(n));
  refiner.read(view);
  return refiner.refine(view, WHOLE).coefficients.slice();
}
