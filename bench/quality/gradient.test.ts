import { expect, it } from 'vitest';
import { gradientsAt } from './gradient';

const size = { width: 40, height: 30 };
const middle = Int32Array.of(15 * size.width + 20);

const plane = (value: (x: number, y: number) => number) =>
  Float32Array.from({ length: size.width * size.height }, (_, i) =>
    value(i % size.width, Math.floor(i / size.width)),
  );

it('is the slope of a ramp, whichever way it rises', () => {
  expect(
    gradientsAt(
      plane((x) => 0.02 * x),
      size,
      middle,
    )[0],
  ).toBeCloseTo(0.02, 5);
  expect(
    gradientsAt(
      plane((_, y) => 0.03 * y),
      size,
      middle,
    )[0],
  ).toBeCloseTo(0.03, 5);
  expect(
    gradientsAt(
      plane((x, y) => 0.003 * x + 0.004 * y),
      size,
      middle,
    )[0],
  ).toBeCloseTo(0.005, 5);
});

it('is nothing where nothing changes, also at the border', () => {
  const corners = Int32Array.of(0, size.width * size.height - 1);
  for (const value of gradientsAt(
    plane(() => 0.7),
    size,
    corners,
  ))
    expect(value).toBeCloseTo(0, 6);
});

it('is the height of the bell at a step', () => {
  const [found] = gradientsAt(
    plane((x) => (x >= 20 ? 1 : 0)),
    size,
    middle,
  );
  // Between the two pixels of the step; the bell of sigma 1.4 is 0.285 high.
  expect(found).toBeGreaterThan(0.25);
  expect(found).toBeLessThan(0.29);
});
