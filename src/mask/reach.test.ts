import { expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { createGuidedBlocks } from './guided-blocks';
import { createReach } from './reach';

const SIZE = { width: 24, height: 10 };
/** Room left of 12, person from there on. */
const MASK = Float32Array.from({ length: 240 }, (_, i) => (i % 24 < 12 ? 0.02 : 0.97));

/** The stage, at work on a mask that is nowhere certain: no block is left out. */
function hold(mask: Float32Array, coefficients: Float32Array) {
  const blocks = createGuidedBlocks(SIZE, createArena());
  blocks.read(mask);
  createReach(SIZE, 3, blocks)(mask, coefficients);
}

it('holds the matte to the mask far from its edge, and leaves it alone near there', () => {
  const coefficients = new Float32Array(4 * MASK.length).fill(0.5);
  hold(MASK, coefficients);
  for (let i = 0; i < MASK.length; i++) {
    const x = i % 24;
    const expected = x <= 8 ? [0, 0, 0, 0] : x >= 15 ? [0, 0, 0, 1] : [0.5, 0.5, 0.5, 0.5];
    expect([...coefficients.subarray(4 * i, 4 * i + 4)], `column ${x}`).toEqual(expected);
  }
});

it('leaves a place alone that the mask doubts, however small', () => {
  const mask = new Float32Array(MASK.length).fill(0.02);
  mask[5 * 24 + 10] = 0.4;
  const coefficients = new Float32Array(4 * MASK.length).fill(0.5);
  hold(mask, coefficients);
  const kept = [...mask.keys()].filter((i) => coefficients[4 * i] === 0.5);
  expect(kept.length).toBe(7 * 7);
});
