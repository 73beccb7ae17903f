import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { createSpanFinder } from './arch-spans';
import { plainSpans } from './tests/plain-spans';

const module = compileKernels();

/** Each point is one of these: a mask's value and a grey, of which some are alike, so that spans come about. */
const KINDS = [
  [0, 200],
  [0.09, 205],
  [0.3, 120],
  [1, 40],
  [0.8, 196],
  [1, 203],
] as const;

/** Pictures with lines of one kind, and points of any. */
const pictures = fc
  .record({
    width: fc.integer({ min: 1, max: 12 }).map((fours) => 4 * fours),
    height: fc.integer({ min: 1, max: 30 }),
    isUpright: fc.boolean(),
  })
  .chain(({ width, height, isUpright }) => {
    const kind = fc.nat(KINDS.length - 1);
    return fc.record({
      size: fc.constant({ width, height }),
      lines: fc.array(kind, { minLength: 48, maxLength: 48 }),
      others: fc.array(fc.record({ at: fc.nat(width * height - 1), kind }), { maxLength: 12 }),
      isUpright: fc.constant(isUpright),
    });
  });

it.each([undefined, module])('finds the spans of any picture, as a plain loop does', (kernels) => {
  let isAny = false;
  const property = fc.property(pictures, ({ size, lines, others, isUpright }) => {
    const count = size.width * size.height;
    const arena = createArena(kernels, 1 << 17);
    const [mask, input] = [arena.floats(count), arena.bytes(4 * count)];
    const find = createSpanFinder(size, arena);
    const draw = (i: number, kind: number) => {
      const [p, grey] = KINDS[kind] ?? KINDS[0];
      mask[i] = p;
      input.set([grey, grey, grey, 255], 4 * i);
    };
    const drawAll = () => {
      for (let i = 0; i < count; i++)
        draw(i, lines[isUpright ? i % size.width : Math.floor(i / size.width)] ?? 0);
      for (const { at, kind } of others) draw(at, kind);
    };
    drawAll();
    const expected = plainSpans(size, mask, input);
    const found = find(mask, input);
    isAny ||= found !== undefined;
    expect(found ?? new Float32Array(count)).toEqual(expected);
    // Nothing is left of it where there is none.
    mask.fill(0);
    expect(find(mask, input)).toBeUndefined();
    drawAll();
    expect(find(mask, input) ?? new Float32Array(count)).toEqual(expected);
  });
  fc.assert(property, { numRuns: 150 });
  expect(isAny).toBe(true);
});
