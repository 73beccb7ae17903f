import { expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { createLumaReader } from './luma';
import { createProbabilityReader } from './probabilities';

const module = compileKernels();
const arenas = [createArena(undefined, 1 << 16), createArena(module, 1 << 16)];

it.each([
  1, 6, 1021,
])('reads the luma of %i pixels, the same in JavaScript and in WASM', (count) => {
  const [ours, theirs] = arenas.map((arena) => {
    const input = arena.bytes(4 * count);
    const luma = arena.floats(count);
    for (let i = 0; i < input.length; i++) input[i] = (i * 7919 + (i >> 4)) % 256;
    input.fill(255, 0, 4);
    createLumaReader(arena)(input, luma);
    return [...luma];
  });
  expect(theirs).toEqual(ours);
  expect(ours?.[0]).toBeCloseTo(1, 6);
  const [r = 0, g = 0, b = 0] = [4, 5, 6].map((i) => (i * 7919) % 256);
  if (count > 1) expect(ours?.[1]).toBeCloseTo((0.299 * r + 0.587 * g + 0.114 * b) / 255, 6);
});

it('reads all bytes as probabilities, the same in JavaScript and in WASM', () => {
  for (const arena of arenas) {
    const bytes = arena.bytes(255).map((_, i) => 255 - i);
    const [input, mask] = [arena.bytes(255), arena.floats(255)];
    input.set(bytes);
    createProbabilityReader(arena)(input, mask);
    expect([...mask]).toEqual([...bytes].map((byte) => Math.fround(byte / 255)));
  }
});
