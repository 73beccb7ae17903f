import { describe, expect, it } from 'vitest';
import { createFrameBuffer } from '../compositor/planes/frame-reader';
import { createArena } from './arena';
import { compileKernels } from './compile';

const module = compileKernels();

const kinds = [
  ['JavaScript', undefined],
  ['WASM', module],
] as const;

describe.each(kinds)('the arena in %s', (_, kernels) => {
  it('makes arrays of zeros apart from each other', () => {
    const arena = createArena(kernels, 4096);
    const arrays = [arena.bytes(7), arena.ints(5), arena.floats(9), arena.bytes(1)];
    for (const [i, array] of arrays.entries()) array.fill(i + 1);
    for (const [i, array] of arrays.entries()) expect(new Set(array)).toEqual(new Set([i + 1]));
    arena.clear();
    expect([...arena.bytes(64)]).toEqual(new Array(64).fill(0));
  });

  it('begins each array with a cache line, as fast copies want it', () => {
    const arena = createArena(kernels, 4096);
    const arrays = [
      arena.bytes(7),
      arena.ints(5),
      arena.floats(64),
      arena.bytes(48),
      arena.bytes(1),
    ];
    expect(arrays.map(({ byteOffset }) => byteOffset % 64)).toEqual([0, 0, 0, 0, 0]);
    for (const { byteOffset } of arrays) expect(byteOffset).toBeGreaterThan(0);
  });

  it('refuses more than its capacity', () => {
    const arena = createArena(kernels, 65_536);
    arena.bytes(60_000);
    expect(() => arena.bytes(60_000)).toThrow(RangeError);
  });

  it('has all kernels but those that there are with vectors only, and knows its own arrays', () => {
    const [arena, other] = [createArena(kernels, 64), createArena(module, 64)];
    const missing = Object.keys(other.kernels).filter((name) => !(name in arena.kernels));
    expect(missing).toEqual(kernels ? [] : ['roomPlateDecide', 'roomPlateLearn']);
    expect(arena.holds(arena.bytes(1))).toBe(true);
    expect(arena.holds(other.bytes(1))).toBe(false);
    expect(arena.memory !== undefined).toBe(kernels !== undefined);
  });
});

describe.each(kinds)('NV12 in %s', (_, kernels) => {
  it.each([
    { width: 64, height: 36 },
    { width: 161, height: 37 },
    { width: 6, height: 4 },
  ])('is parted into planes: %j', (size) => {
    const arena = createArena(kernels, 65_536);
    const { planes, pairs, split } = createFrameBuffer(size, arena);
    for (let i = 0; i < pairs.length; i++) pairs[i] = (i * 7919) % 251;
    const before = pairs.slice();
    split();
    expect(pairs).toEqual(before);
    for (let i = 0; i < planes.u.length; i++) {
      expect(planes.u[i]).toBe(before[2 * i]);
      expect(planes.v[i]).toBe(before[2 * i + 1]);
    }
  });
});
