import { expect, it } from 'vitest';
import { median, quantile } from './quantile';

it('interpolates between the values, in whatever order and array they come', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10, 20], 0.95)).toBeCloseTo(19.5);
  expect(quantile([10, 9], 0)).toBe(9);
  expect(quantile(Float32Array.of(10, 9, 100), 1)).toBe(100);
  expect(median([10, 9, 100])).toBe(10);
});

it('is no number for no values, and leaves them as they are', () => {
  expect(quantile([], 0.5)).toBeNaN();
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});
