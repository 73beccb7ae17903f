import { expect, it } from 'vitest';
import { WHOLE } from '../shared/geometry';
import { remapPlane, resizePlane } from './remap';

const size = { width: 8, height: 8 };
/** A slope from left to right: the value is the place, in fractions of the region. */
const slope = Float32Array.from({ length: 64 }, (_, i) => ((i % 8) + 0.5) / 8);

it('reads the same part as it is', () => {
  expect([...remapPlane(slope, size, WHOLE, WHOLE, 9)]).toEqual([...slope]);
});

it('enlarges the middle', () => {
  const middle = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
  const result = remapPlane(slope, size, WHOLE, middle, 9);
  for (let x = 0; x < 8; x++) expect(result[8 * 4 + x]).toBeCloseTo(0.25 + (x + 0.5) / 16, 5);
});

it('fills what was not to be seen', () => {
  const left = { x: 0, y: 0, width: 0.5, height: 1 };
  const result = remapPlane(slope, size, left, WHOLE, 9);
  expect(result[1]).toBeLessThan(1);
  expect(result[6]).toBe(9);
});

it('reads a plane at another size', () => {
  const result = resizePlane(slope, size, { width: 4, height: 2 });
  expect(result).toHaveLength(8);
  for (let x = 0; x < 4; x++) expect(result[4 + x]).toBeCloseTo((x + 0.5) / 4, 5);
});
