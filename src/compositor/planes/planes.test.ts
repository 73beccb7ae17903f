import { describe, expect, it } from 'vitest';
import { colorMatrixOf } from './color-matrix';
import { createPlanes, fillPlanes, padPlanes, writePlanes } from './planes';

type Color = readonly [number, number, number];

/** The corners of what red, green and blue can be. */
const COLORS: readonly Color[] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => [
  255 * (bits & 1),
  255 * ((bits >> 1) & 1),
  255 * (bits >> 2),
]);

describe.each([false, true])('planes, full range: %s', (fullRange) => {
  const matrix = colorMatrixOf({ matrix: 'smpte170m', fullRange });
  const size = { width: 2, height: 2 };

  const expectColor = ({ y, u, v }: ReturnType<typeof createPlanes>, color: Color) => {
    const [Y, U, V] = [y[3], u[0], v[0]] as unknown as Color;
    const light = matrix.luma * (Y - matrix.black);
    const shown = [
      light + matrix.rv * (V - 128),
      light + matrix.gu * (U - 128) + matrix.gv * (V - 128),
      light + matrix.bu * (U - 128),
    ];
    for (const [i, value] of shown.entries())
      expect(Math.abs(value - (color[i] as number))).toBeLessThan(2.5);
  };

  it.each(COLORS)('are filled with %d, %d, %d', (...color) => {
    const planes = createPlanes(size);
    fillPlanes(planes, matrix, color);
    expectColor(planes, color);
  });

  it.each(COLORS)('are written of pixels of %d, %d, %d', (...color) => {
    const planes = createPlanes(size);
    const pixel = [...color, 255];
    writePlanes(planes, matrix, new Uint8ClampedArray([...pixel, ...pixel, ...pixel, ...pixel]));
    expectColor(planes, color);
  });
});

it('mirrors a picture in what its tiles have beyond it', () => {
  const planes = createPlanes({ width: 17, height: 3 });
  for (let y = 0; y < 3; y++)
    for (let x = 0; x < 17; x++) planes.y[y * planes.stride + x] = 20 * y + x;
  planes.u.set([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  padPlanes(planes);
  const row = (y: number) => [...planes.y.subarray(y * 32, (y + 1) * 32)];
  const first = Array.from({ length: 32 }, (_, x) => (x < 17 ? x : Math.max(0, 33 - x)));
  expect(row(0)).toEqual(first);
  for (const [beyond, inside] of [
    [3, 2],
    [4, 1],
    [5, 0],
    [15, 0],
  ] as const)
    expect(row(beyond)).toEqual(first.map((value) => 20 * inside + value));
  expect([...planes.u.subarray(0, 16)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 8, 7, 6, 5, 4, 3]);
});
