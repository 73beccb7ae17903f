import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOOK_NAMES } from '../../presenter/look';
import { frameTruth } from '../../presenter/raster';
import { ALL_SWITCHES } from '../mask/refine-switches';
import { createRefiner, refinerBytes } from '../mask/refiner';
import { type Size, WHOLE } from '../shared/geometry';
import { MODEL_VARIANTS } from '../shared/model-variants';
import { createNetwork } from './network';
import { networkBytes, takesSize } from './plan';
import { arenaFor, BUILDS, compare, moduleOf, weights } from './tests/engine';

/** RGBA of one colour. */
const plainPicture = ({ width, height }: Size, value: number) =>
  new Uint8Array(4 * width * height).fill(value);

/** RGBA by a seed: soft shapes, and noise on top. */
function randomPicture({ width, height }: Size, seed: number): Uint8Array {
  let state = seed | 1;
  return Uint8Array.from({ length: 4 * width * height }, (_, i) => {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    const [x, y] = [(i >> 2) % width, Math.floor((i >> 2) / width)];
    const shape = 100 + 80 * Math.sin(x / 17 + (seed % 7) + (i % 4)) * Math.cos(y / 23);
    return shape + ((state >>> 24) & 63);
  });
}

/** RGBA of a drawn presenter. */
async function presenter(size: Size, index: number): Promise<Uint8Array> {
  const look = LOOK_NAMES[index % LOOK_NAMES.length] ?? 'mira';
  return (await frameTruth(look, index, size)).picture;
}

/** Of a layer's largest value: what single precision leaves. */
const ROUNDING = 1e-4;
/** Rare noise makes later layers enlarge the rounding of earlier ones: 1.1e-4 was seen where all before had 2e-5. */
const ROUNDING_OF_NOISE = 5e-4;

function expectRight(size: Size, rgba: Uint8Array, rounding = ROUNDING): void {
  const found = compare(size, rgba);
  for (const build of BUILDS) {
    const { layers, mask } = found[build];
    expect(Object.keys(layers)).toHaveLength(20);
    for (const [layer, difference] of Object.entries(layers))
      expect(difference, `${build}, ${layer}`).toBeLessThan(rounding);
    expect(mask, `${build}, mask`).toBeLessThanOrEqual(1);
  }
}

describe('the network, in both builds, against its graph in plain loops', () => {
  it.each(
    [...MODEL_VARIANTS.values()].map((size, index) => ({ ...size, index })),
  )('finds a drawn presenter at $width x $height', async ({ index, ...size }) =>
    expectRight(size, await presenter(size, index)));

  it.each([
    { width: 96, height: 96 },
    { width: 512, height: 96 },
    { width: 112, height: 512 },
    { width: 512, height: 512 },
  ])('is right at the ends of what it takes: $width x $height', (size) => {
    expectRight(size, randomPicture(size, 7));
  });

  it.each([0, 255])('is right where there is nothing but %d', (value) => {
    const size = { width: 144, height: 112 };
    expectRight(size, plainPicture(size, value));
  });

  it('is right for any picture of any size', () => {
    const sixteens = fc.integer({ min: 6, max: 20 }).map((count) => 16 * count);
    fc.assert(
      fc.property(sixteens, sixteens, fc.integer(), (width, height, seed) =>
        expectRight({ width, height }, randomPicture({ width, height }, seed), ROUNDING_OF_NOISE),
      ),
      { numRuns: 4 },
    );
  });
});

describe.each(BUILDS)('the network, %s build', (build) => {
  const size = { width: 96, height: 112 };
  const pixels = size.width * size.height;
  const module = moduleOf(build);

  const start = () => {
    const arena = arenaFor(size, refinerBytes(size));
    const network = createNetwork({ module, arena, weights: weights(), size });
    return { arena, network, input: arena.bytes(4 * pixels), mask: arena.bytes(pixels) };
  };

  it('keeps nothing from one picture to the next', () => {
    const { network, input, mask } = start();
    const run = (seed: number) => {
      input.set(randomPicture(size, seed));
      network.run(input, mask);
      return mask.slice();
    };
    const first = run(1);
    expect(run(2)).not.toEqual(first);
    expect(run(1)).toEqual(first);
  });

  it('works on the views of a refiner, in one arena', async () => {
    const { network, arena } = start();
    const shared = createRefiner(size, ALL_SWITCHES, { arena });
    const alone = createRefiner(size, ALL_SWITCHES, { arena: arenaFor(size, refinerBytes(size)) });
    const [view, other] = [shared.views[0], alone.views[0]];
    view.input.set(await presenter(size, 3));
    network.run(view.input, view.mask);
    for (const part of ['input', 'mask'] as const) other[part].set(view[part]);
    const matte = (refiner: typeof alone) => {
      const [own] = refiner.views;
      refiner.prepare(own);
      refiner.read(own);
      return refiner.refine(own, WHOLE).coefficients.slice();
    };
    expect(matte(shared)).toEqual(matte(alone));
    expect(view).toEqual(other);
    // Its own places are whole, too.
    network.run(view.input, view.mask);
    expect(view.mask).toEqual(other.mask);
  });

  it('refuses pictures and masks that are not in its arena, or of another size', () => {
    const { network, arena, input, mask } = start();
    expect(() => network.run(input.slice(), mask)).toThrow(/arena/);
    expect(() => network.run(input, mask.slice())).toThrow(/arena/);
    expect(() => network.run(input.subarray(4), mask)).toThrow(/arena/);
    expect(() => network.run(input, arena.bytes(pixels + 16))).toThrow(/arena/);
  });
});

it('neither grows nor leaves anything behind in 10,000 runs', { timeout: 180_000 }, () => {
  const size = { width: 96, height: 96 };
  const arena = arenaFor(size);
  const network = createNetwork({ module: moduleOf('relaxed'), arena, weights: weights(), size });
  const [input, mask] = [arena.bytes(4 * 96 * 96), arena.bytes(96 * 96)];
  const bytes = arena.memory?.buffer.byteLength;
  const used = () => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const run = (times: number) => {
    for (let i = 0; i < times; i++) network.run(input, mask);
  };
  run(500);
  const before = used();
  run(10_000);
  expect(used() - before).toBeLessThan(300_000);
  expect(arena.memory?.buffer.byteLength).toBe(bytes);
});

describe('sizes', () => {
  it.each([...MODEL_VARIANTS.values()])('$width x $height, of the product, is taken', (size) => {
    expect(takesSize(size)).toBe(true);
  });

  it.each([
    [80, 96],
    [96, 528],
    [100, 96],
    [96, Number.NaN],
    [-96, 96],
    [96.5, 96],
  ])('%d x %d is refused', (width, height) => {
    const size = { width, height };
    expect(takesSize(size)).toBe(false);
    const arena = arenaFor({ width: 96, height: 96 });
    const options = { module: moduleOf('plain'), arena, weights: weights(), size };
    expect(() => createNetwork(options)).toThrow(/no network for/);
  });

  it('take no more of an arena than is said', () => {
    for (const size of MODEL_VARIANTS.values()) {
      const arena = arenaFor(size);
      createNetwork({ module: moduleOf('plain'), arena, weights: weights(), size });
      arena.bytes(4 * size.width * size.height);
      arena.bytes(size.width * size.height);
      const whole = networkBytes(size) + 5 * size.width * size.height;
      expect(arena.memory?.buffer.byteLength).toBeLessThan(whole + 2 * 65_536);
    }
  });
});

const collectGarbage = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();
