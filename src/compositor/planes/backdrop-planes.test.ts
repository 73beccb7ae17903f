import { afterEach, expect, it, vi } from 'vitest';
import { createArena } from '../../kernels/arena';
import { createBackdropPlanes } from './backdrop-planes';
import { colorMatrixOf, RGB_SPACE } from './color-matrix';

const SIZE = { width: 32, height: 16 };

afterEach(() => vi.unstubAllGlobals());

it('keeps none of the pixels that the planes of a picture are made of', () => {
  vi.stubGlobal('VideoFrame', class {});
  const read: Uint8ClampedArray[] = [];
  const canvases: { width: number; height: number }[] = [];
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      width = 0;
      height = 0;
      constructor() {
        canvases.push(this);
      }
      getContext() {
        const getImageData = (_x: number, _y: number, width: number, height: number) => {
          const data = new Uint8ClampedArray(4 * width * height).fill(200);
          read.push(data);
          return { data };
        };
        return { canvas: this, drawImage: () => undefined, getImageData };
      }
    },
  );
  const picture = { width: 64, height: 32 } as ImageBitmap;
  const planes = createBackdropPlanes(
    SIZE,
    createArena(undefined, 100_000),
    () => undefined,
    undefined,
  );
  const matrix = colorMatrixOf(RGB_SPACE);
  const made = planes.planesOf({ kind: 'image', picture }, matrix);
  expect(made.picture.y[0]).toBeGreaterThan(150);
  expect(read.map(({ length }) => length)).toEqual([0]);
  expect(canvases.map(({ width }) => width)).toEqual([0]);
  expect(planes.planesOf({ kind: 'image', picture }, matrix)).toBe(made);
});
