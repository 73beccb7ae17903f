import { describe, expect, it } from 'vitest';
import { createArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import { type Rect, WHOLE } from '../../shared/geometry';
import { colorMatrixOf } from './color-matrix';
import { createPlaneInput, INPUT_BYTES } from './plane-input';
import { createPlanes, fillPlanes, padPlanes } from './planes';

const MATRIX = colorMatrixOf({ matrix: 'bt709', fullRange: true });
const PART: Rect = { x: 0.3, y: 0.2, width: 0.45, height: 0.6 };

const module = compileKernels();

describe.each([
  ['JavaScript', undefined],
  ['WASM', module],
])('the model input in %s', (_, kernels) => {
  const arenaOf = () => createArena(kernels, 65_536 + INPUT_BYTES);

  it.each([WHOLE, PART])('is the mean of four bilinear reads: %j', (region) => {
    const arena = arenaOf();
    const size = { width: 32, height: 18 };
    const frame = createPlanes({ width: 97, height: 63 }, 0, arena);
    for (let i = 0; i < frame.y.length; i++) frame.y[i] = (i * 7919) % 251;
    frame.u.fill(128);
    frame.v.fill(128);
    padPlanes(frame);
    const pixels = new Uint8Array(4 * size.width * size.height);
    createPlaneInput(arena)(frame, MATRIX, region, size, pixels);
    const read = (u: number, v: number) => {
      const [x, y] = [u * frame.width - 0.5, v * frame.height - 0.5];
      let sum = 0;
      for (const row of [Math.floor(y), Math.floor(y) + 1]) {
        for (const column of [Math.floor(x), Math.floor(x) + 1]) {
          const at =
            Math.min(frame.height - 1, Math.max(0, row)) * frame.stride +
            Math.min(frame.width - 1, Math.max(0, column));
          sum += (1 - Math.abs(x - column)) * (1 - Math.abs(y - row)) * (frame.y[at] as number);
        }
      }
      return sum;
    };
    for (let i = 0; i < size.width * size.height; i++) {
      let sum = 0;
      for (const v of [0.25, 0.75])
        for (const u of [0.25, 0.75])
          sum += read(
            region.x + (((i % size.width) + u) / size.width) * region.width,
            region.y + ((Math.floor(i / size.width) + v) / size.height) * region.height,
          );
      expect(Math.abs((pixels[4 * i] as number) - sum / 4)).toBeLessThanOrEqual(0.54);
    }
  });

  it('refuses a size that no model has', () => {
    const arena = arenaOf();
    const [frame, pixels] = [createPlanes({ width: 40, height: 30 }, 0, arena), new Uint8Array(4)];
    for (const width of [6, 1024])
      expect(() =>
        createPlaneInput(arenaOf())(frame, MATRIX, WHOLE, { width, height: 6 }, pixels),
      ).toThrow(`${width}x6`);
  });

  it('keeps colours', () => {
    const arena = arenaOf();
    const frame = createPlanes({ width: 40, height: 30 }, 0, arena);
    fillPlanes(frame, MATRIX, [200, 60, 90]);
    const pixels = new Uint8Array(4 * 8 * 6);
    createPlaneInput(arena)(frame, MATRIX, WHOLE, { width: 8, height: 6 }, pixels);
    for (const [i, value] of pixels.entries())
      expect(Math.abs(value - ([200, 60, 90, 255][i % 4] as number))).toBeLessThanOrEqual(2);
  });
});
