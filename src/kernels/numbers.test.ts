import { describe, expect, it } from 'vitest';
import { createArena } from './arena';
import { compileKernels } from './compile';

const module = compileKernels();

describe('the numbers of a model', () => {
  const PIXELS = 256;
  const arena = createArena(module, 65_536);
  const rgba = arena.bytes(4 * PIXELS);
  const floats = arena.floats(3 * PIXELS);
  const bytes = arena.bytes(PIXELS);

  it('are shares of 255 of the colours, without opacity', () => {
    for (let i = 0; i < rgba.length; i++) rgba[i] = (i * 89) % 256;
    arena.kernels?.toFloats(rgba.byteOffset, floats.byteOffset, PIXELS);
    for (let i = 0; i < floats.length; i++) {
      const channel = rgba[4 * Math.floor(i / 3) + (i % 3)] as number;
      expect(floats[i]).toBeCloseTo(channel / 255, 6);
    }
  });

  it('become bytes as an array of clamped bytes makes them', () => {
    const odd = [Number.NaN, -1, 2, 1 / 0, -1 / 0, 0.5 / 255, 1.5 / 255, 254.5 / 255];
    for (let i = 0; i < PIXELS; i++) floats[i] = odd[i] ?? i / (PIXELS - 1);
    arena.kernels?.toBytes(floats.byteOffset, bytes.byteOffset, PIXELS);
    const expected = Uint8ClampedArray.from(floats.subarray(0, PIXELS), (value) =>
      Math.fround(value * 255),
    );
    expect([...bytes]).toEqual([...expected]);
  });
});
