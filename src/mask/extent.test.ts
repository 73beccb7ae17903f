import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { createExtentReader } from './extent';
import { plainExtent } from './tests/plain-extent';

const module = compileKernels();

/** Bytes of a model, most of which are of nobody. */
const bytes = (size: fc.Arbitrary<{ width: number; height: number }>) =>
  size.chain(({ width, height }) => {
    const some = fc.uint8Array({ minLength: width * height, maxLength: width * height });
    return fc.record({
      size: fc.constant({ width, height }),
      values: fc.oneof(
        some,
        some.map((all) => all.map((value, i) => (i % 37 ? 0 : value))),
      ),
    });
  });

const sizes = fc.record({
  width: fc.integer({ min: 1, max: 6 }).map((eights) => 8 * eights),
  height: fc.integer({ min: 1, max: 20 }),
});

it.each([undefined, module])('finds share and bounds of any mask, to the bit', (kernels) => {
  const property = fc.property(bytes(sizes), ({ size, values }) => {
    const arena = createArena(kernels, 1 << 16);
    const mask = arena.floats(values.length);
    mask.set(Array.from(values, (value) => value / 255));
    expect(createExtentReader(size, arena)(mask)).toEqual(plainExtent(size)(mask));
  });
  fc.assert(property, { numRuns: 60 });
});

it('finds nobody where no point is over one half', () => {
  for (const kernels of [undefined, module]) {
    const arena = createArena(kernels, 1 << 16);
    const mask = arena.floats(64).fill(0.5);
    expect(createExtentReader({ width: 16, height: 4 }, arena)(mask)).toEqual({
      share: 0.5,
      box: undefined,
    });
  }
});
