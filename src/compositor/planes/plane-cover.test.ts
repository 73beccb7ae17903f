import { expect, it } from 'vitest';
import { COVER_CELLS } from '../compositor';
import { drawCover } from './plane-cover';
import { createPlanes } from './planes';
import { createSmallPicture } from './small-picture';

it('keeps a plain picture, and shows no stripes', () => {
  const size = { width: 320, height: 180 };
  const frame = createPlanes(size);
  for (let i = 0; i < frame.y.length; i++) frame.y[i] = i % 4 < 2 ? 60 : 160;
  frame.u.fill(90);
  frame.v.fill(150);
  const small = createSmallPicture(size, 8);
  drawCover(frame, small);
  for (const value of small.y) expect(Math.abs(value - 110)).toBeLessThan(15);
  for (const value of small.u) expect(value).toBeCloseTo(90, 3);
  for (const value of small.v) expect(value).toBeCloseTo(150, 3);
});

it('gives a bright half no edge sharper than a cell', () => {
  const size = { width: 320, height: 180 };
  const frame = createPlanes(size);
  for (let i = 0; i < frame.y.length; i++) frame.y[i] = i % frame.stride < 160 ? 20 : 220;
  const small = createSmallPicture(size, 8);
  drawCover(frame, small);
  const cell = small.width / COVER_CELLS;
  for (let x = 1; x < small.width; x++) {
    const step = (small.y[x] as number) - (small.y[x - 1] as number);
    expect(step).toBeGreaterThanOrEqual(-0.01);
    expect(step).toBeLessThan((220 - 20) / cell);
  }
});
