import { expect, it } from 'vitest';
import { BACKGROUND, FOREGROUND, UNKNOWN } from '../kernels/constants';
import { widen } from './trimap';

const squares = { across: 5, down: 4 };
const marked = (places: Record<number, number>) => {
  const bits = new Uint8Array(20);
  for (const [at, value] of Object.entries(places)) bits[Number(at)] = value;
  return bits;
};

it('marks what lies so many columns and rows away, and nothing beyond the sides', () => {
  const to = new Uint8Array(20).fill(9);
  widen(squares, marked({ 5: 1 }), to, 1, 0);
  expect([...to]).toEqual([...marked({ 5: 1, 6: 1 })]);
  widen(squares, marked({ 19: 1 }), to, 2, 1);
  expect([...to]).toEqual([...marked({ 12: 1, 13: 1, 14: 1, 17: 1, 18: 1, 19: 1 })]);
});

it('joins bits: between background and foreground nothing is known', () => {
  const to = new Uint8Array(20);
  widen(squares, marked({ 0: BACKGROUND, 2: FOREGROUND }), to, 1, 0);
  expect([...to.subarray(0, 5)]).toEqual([BACKGROUND, UNKNOWN, FOREGROUND, FOREGROUND, 0]);
});
