import { describe, expect, it } from 'vitest';
import { createFrameBuffer } from '../compositor/planes/frame-reader';
import { createArena } from './arena';
import { compileKernels } from './compile';

const module = compileKernels();

describe('the arena', () => {
  it('makes arrays of zeros apart from each other', () => {
    const arena = createArena(module, 4096);
    const arrays = [arena.bytes(7), arena.ints(5), arena.floats(9), arena.bytes(1)];
    for (const [i, array] of arrays.entries()) array.fill(i + 1);
    for (const [i, array] of arrays.entries()) expect(new Set(array)).toEqual(new Set([i + 1]));
    arena.clear();
    expect([...arena.bytes(64)]).toEqual(new Array(64).fill(0));
  });

  it('refuses more than its capacity', () => {
    const arena = createArena(module, 65_536);
    arena.bytes(60_000);
    expect(() => arena.bytes(60_000)).toThrow(RangeError);
  });

  it('has no kernels without a module', () => {
    expect(createArena().kernels).toBeUndefined();
    expect(module).toBeDefined();
    expect(createArena(module, 1).kernels).toBeDefined();
  });
});

describe('NV12 in WASM', () => {
  it.each([
    { width: 64, height: 36 },
    { width: 161, height: 37 },
    { width: 6, height: 4 },
  ])('is parted into planes: %j', (size) => {
    const arena = createArena(module, 65_536);
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
