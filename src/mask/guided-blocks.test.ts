import { expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { BACKGROUND, FOREGROUND, UNKNOWN } from '../kernels/constants';
import { createGuidedBlocks } from './guided-blocks';

const module = compileKernels();

it.each([
  { width: 64, height: 48 },
  { width: 80, height: 45 },
  { width: 56, height: 39 },
])('sees the same in JavaScript and in WASM, NaN and the least doubt too: %j', (size) => {
  const values = [0, 1 / 255, 2 / 255, 253 / 255, 254 / 255, 1, Number.NaN];
  const [ours, theirs] = [createArena(undefined, 1 << 18), createArena(module, 1 << 18)].map(
    (arena) => {
      const blocks = createGuidedBlocks(size, arena);
      const mask = arena.floats(size.width * size.height);
      // Background, and a person with one pixel of another value in each few blocks.
      for (let i = 0; i < mask.length; i++) {
        const base = i % size.width < 24 ? 0 : 1;
        mask[i] = i % 997 === 5 ? (values[(i * 3) % values.length] as number) : base;
      }
      blocks.read(mask);
      return [[...blocks.trimap], [...blocks.levels]];
    },
  );
  expect(theirs).toEqual(ours);
  for (const content of [BACKGROUND, FOREGROUND, UNKNOWN]) expect(ours?.[0]).toContain(content);
});
