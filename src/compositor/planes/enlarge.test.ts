import { describe, expect, it } from 'vitest';
import { createArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import { BACKGROUND, FOREGROUND } from '../../kernels/constants';
import { createEnlarger } from './enlarge';
import { createPlanes } from './planes';
import { createSmallPicture } from './small-picture';
import { createTiles } from './tiles';

const module = compileKernels();

describe.each([
  ['JavaScript', undefined],
  ['WASM', module],
])('enlarging in %s', (_, kernels) => {
  const arenaOf = () => createArena(kernels, 131_072);

  it.each([
    [4, 160, 96],
    [4, 161, 93],
    [8, 163, 95],
    [8, 166, 90],
  ] as const)('from a %dth to %dx%d is bilinear', (scale, width, height) => {
    const small = createSmallPicture({ width, height }, scale);
    for (const plane of [small.y, small.u, small.v])
      for (let i = 0; i < plane.length; i++) plane[i] = 16 + ((i * 7919) % 219);
    const arena = arenaOf();
    const planes = createPlanes({ width, height }, 0, arena);
    const tiles = createTiles({ width, height });
    tiles.trimap.fill(BACKGROUND);
    createEnlarger({ width, height }, arena)(small, planes, tiles);

    const hold = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
    const plain = (from: Float32Array, x: number, y: number) => {
      let sum = 0;
      for (const row of [Math.floor(y), Math.floor(y) + 1])
        for (const column of [Math.floor(x), Math.floor(x) + 1])
          sum +=
            (1 - Math.abs(x - column)) *
            (1 - Math.abs(y - row)) *
            (from[hold(row, small.height) * small.width + hold(column, small.width)] as number);
      return sum;
    };
    const compare = (from: Float32Array, to: Uint8Array, wide: number, part: number) => {
      for (const [i, value] of to.entries()) {
        const x = (((i % wide) + 0.5) * part) / scale - 0.5;
        const y = ((Math.floor(i / wide) + 0.5) * part) / scale - 0.5;
        // Less than one by the dither, and half a step of the small picture's rows.
        expect(Math.abs(value - plain(from, x, y))).toBeLessThanOrEqual(1 + 1 / 32);
      }
    };
    compare(small.y, planes.y, planes.stride, 1);
    compare(small.u, planes.u, planes.stride / 2, 2);
    compare(small.v, planes.v, planes.stride / 2, 2);
  });

  it('dithers: a light between two codes is kept by the mean of the pixels', () => {
    const size = { width: 64, height: 32 };
    const arena = arenaOf();
    const planes = createPlanes(size, 0, arena);
    const tiles = createTiles(size);
    tiles.trimap.fill(BACKGROUND);
    const small = createSmallPicture(size, 8);
    small.y.fill(100.25);
    small.u.fill(90.5);
    createEnlarger(size, arena)(small, planes, tiles);
    const mean = (plane: Uint8Array) => plane.reduce((sum, value) => sum + value, 0) / plane.length;
    expect(mean(planes.y)).toBeCloseTo(100.25, 2);
    expect(mean(planes.u)).toBeCloseTo(90.5, 2);
    expect(new Set(planes.y)).toEqual(new Set([100, 101]));
  });

  it('leaves out the person', () => {
    const size = { width: 64, height: 32 };
    const arena = arenaOf();
    const planes = createPlanes(size, 0, arena);
    const tiles = createTiles(size);
    tiles.trimap.fill(BACKGROUND);
    tiles.trimap[1] = FOREGROUND;
    const small = createSmallPicture(size, 4);
    small.y.fill(100);
    createEnlarger(size, arena)(small, planes, tiles);
    expect(planes.y[15]).toBe(100);
    expect(planes.y[16]).toBe(0);
    expect(planes.y[31]).toBe(0);
    expect(planes.y[32]).toBe(100);
  });
});
