import { describe, expect, it } from 'vitest';
import { createArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import type { Matte } from '../../mask/matte';
import { type Size, WHOLE } from '../../shared/geometry';
import { createBackground } from './background';
import { colorMatrixOf } from './color-matrix';
import { createPlaneMatte, MATTE_BYTES } from './plane-matte';
import { createPlanes } from './planes';

const module = compileKernels();

/** A person in the middle with soft sides, on a grid of a point for every second pixel. */
function softPerson(frame: Size): Matte {
  const [width, height] = [Math.ceil(frame.width / 2), Math.ceil(frame.height / 2)];
  const coefficients = new Float32Array(4 * width * height);
  for (let i = 0; i < width * height; i++)
    coefficients[4 * i + 3] = 1.6 - Math.abs((i % width) - width / 2) / (width / 7);
  return { size: { width, height }, region: WHOLE, coefficients };
}

/** The background of a frame of noise, or the person; the matte is read with the same arena. */
function roomOf(
  size: Size,
  fullRange: boolean,
  of: 'background' | 'person',
  kernels?: WebAssembly.Module,
) {
  const arena = createArena(kernels, 8 * size.width * size.height + 65_536 + MATTE_BYTES);
  const planes = createPlanes(size, 0, arena);
  let seed = 1;
  for (let i = 0; i < planes.bytes.length; i++) {
    seed = (seed * 48_271) % 2_147_483_647;
    planes.bytes[i] = i % 97 === 0 ? seed % 256 : 40 + (seed % 180);
  }
  const matrix = colorMatrixOf({ matrix: 'bt709', fullRange });
  const matte = createPlaneMatte(size, arena);
  matte.update(planes, matrix, softPerson(size));
  const background = createBackground(size, arena, of);
  const wanted = arena.bytes(matte.tiles.trimap.length);
  wanted.fill(1);
  background.update(planes, matrix, matte, wanted);
  return { light: background.light, trimap: new Set(matte.tiles.trimap) };
}

describe('the background in WASM', () => {
  it.each([
    [{ width: 640, height: 360 }, false, 'background'],
    [{ width: 641, height: 359 }, true, 'background'],
    [{ width: 641, height: 359 }, true, 'person'],
    [{ width: 160, height: 120 }, true, 'background'],
    [{ width: 10, height: 6 }, false, 'person'],
  ] as const)('is the one in JavaScript: %j', (size, fullRange, of) => {
    const plain = roomOf(size, fullRange, of);
    const kernel = roomOf(size, fullRange, of, module);
    if (size.width > 100) expect(plain.trimap.size).toBe(3);
    for (let i = 0; i < plain.light.length; i += 4) {
      const weight = plain.light[i + 3] as number;
      expect(kernel.light[i + 3]).toBeCloseTo(weight, 5);
      if (weight < 0.02) continue;
      for (let c = i; c < i + 3; c++) {
        const code = (light: Float32Array) => 255 * Math.sqrt((light[c] as number) / weight);
        expect(Math.abs(code(kernel.light) - code(plain.light))).toBeLessThan(1e-3);
      }
    }
  });
});

it('the background and the person weigh a whole together', () => {
  const size = { width: 640, height: 360 };
  const [room, person] = [roomOf(size, true, 'background'), roomOf(size, true, 'person')];
  for (let i = 3; i < room.light.length; i += 4)
    expect((room.light[i] as number) + (person.light[i] as number)).toBeCloseTo(1, 5);
});
