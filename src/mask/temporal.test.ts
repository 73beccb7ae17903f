import { describe, expect, it } from 'vitest';
import { WHOLE } from '../shared/geometry';
import { createSmoother } from './temporal';

const size = { width: 12, height: 8 };
const count = size.width * size.height;
const flat = (value: number) => new Float32Array(count).fill(value);

describe('smoother', () => {
  it('leaves the first mask as it is', () => {
    const mask = flat(0.5);
    createSmoother(size)(mask, flat(0.4), WHOLE);
    expect([...mask]).toEqual([...flat(0.5)]);
  });

  it('steadies uncertain pixels where the picture stands still', () => {
    const smooth = createSmoother(size);
    smooth(flat(0.6), flat(0.4), WHOLE);
    const mask = flat(0.4);
    smooth(mask, flat(0.4), WHOLE);
    // u = 1 - (1 - 4·0.4·0.6)² = 0.9984, so 0.4 + 0.2 · 0.9 · u.
    expect(mask[20]).toBeCloseTo(0.4 + 0.2 * 0.9 * 0.9984, 4);
  });

  it('does not hold back what moves', () => {
    const smooth = createSmoother(size);
    smooth(flat(0.9), flat(0.4), WHOLE);
    const luma = flat(0.4);
    // One half of the picture changes by far more than noise.
    for (let i = 0; i < count; i++) if (i % size.width < 6) luma[i] = 0.8;
    const mask = flat(0.3);
    smooth(mask, luma, WHOLE);
    expect(mask[2]).toBeCloseTo(0.3, 5);
  });

  it('takes a change of the whole picture for exposure', () => {
    const smooth = createSmoother(size);
    smooth(flat(0.6), flat(0.4), WHOLE);
    const mask = flat(0.4);
    smooth(mask, flat(0.5), WHOLE);
    expect(mask[20]).toBeGreaterThan(0.55);
  });

  it('leaves certain pixels alone', () => {
    const smooth = createSmoother(size);
    smooth(flat(1), flat(0.4), WHOLE);
    const mask = flat(0);
    smooth(mask, flat(0.4), WHOLE);
    expect(mask[20]).toBe(0);
  });

  it('follows the region: the past of another place does not count', () => {
    const smooth = createSmoother(size);
    smooth(flat(0.6), flat(0.4), { x: 0, y: 0, width: 0.5, height: 0.5 });
    const mask = flat(0.4);
    smooth(mask, flat(0.4), { x: 0.5, y: 0.5, width: 0.5, height: 0.5 });
    expect(mask[20]).toBeCloseTo(0.4, 5);
  });
});
