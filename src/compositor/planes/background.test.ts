import { describe, expect, it } from 'vitest';
import { createArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import { FOREGROUND, TILE, UNKNOWN } from '../../kernels/constants';
import type { Matte } from '../../mask/matte';
import { type Size, WHOLE } from '../../shared/geometry';
import { createBackground } from './background';
import { type ColorMatrix, colorMatrixOf } from './color-matrix';
import { createPlaneMatte, MATTE_BYTES, type PlaneMatte } from './plane-matte';
import { createPlanes, type Planes } from './planes';

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
  return { light: background.light, trimap: new Set(matte.tiles.trimap), planes, matrix, matte };
}

/** The light of the pixel that begins at `at`, and its weight, by the plain formula in double precision. */
function plainLight(
  { y, u, v, stride }: Planes,
  m: ColorMatrix,
  { tiles, alpha }: PlaneMatte,
  of: 'background' | 'person',
  [left, top]: readonly [number, number],
): number[] {
  const sum = [0, 0, 0, 0];
  for (let k = 0; k < 4; k++) {
    const [column, row] = [left + 2 * (k & 1), top + 2 * (k >> 1)];
    const corners = [0, 1, stride, stride + 1].map((corner) => row * stride + column + corner);
    const kind = tiles.trimap[Math.floor(row / TILE) * tiles.across + Math.floor(column / TILE)];
    const mean = (values: Uint8Array) =>
      corners.reduce((total, at) => total + (values[at] as number) / 4, 0);
    const opacity = kind === UNKNOWN ? mean(alpha) / 255 : kind === FOREGROUND ? 1 : 0;
    const part = (of === 'person' ? opacity : 1 - opacity) / 4;
    const chroma = (row / 2) * (stride / 2) + column / 2;
    const [U, V] = [(u[chroma] as number) - 128, (v[chroma] as number) - 128];
    const grey = m.luma * (mean(y) - m.black);
    const colors = [grey + m.rv * V, grey + m.gu * U + m.gv * V, grey + m.bu * U];
    const lights = colors.map((value) => (Math.min(255, Math.max(0, value)) / 255) ** 2);
    for (const [c, value] of [...lights, 1].entries()) sum[c] = (sum[c] as number) + part * value;
  }
  return sum;
}

const CASES = [
  [{ width: 640, height: 360 }, false, 'background'],
  [{ width: 641, height: 359 }, true, 'background'],
  [{ width: 641, height: 359 }, true, 'person'],
  [{ width: 160, height: 120 }, true, 'background'],
  [{ width: 10, height: 6 }, false, 'person'],
] as const;

/** Code value of a light of some weight. */
const codeOf = (light: number, weight: number) => 255 * Math.sqrt(light / weight);

describe.each([
  ['JavaScript', undefined],
  ['WASM', module],
])('the light in %s', (_, kernels) => {
  it.each(CASES)('is the plain formula: %j', (size, fullRange, of) => {
    const { light, planes, matrix, matte } = roomOf(size, fullRange, of, kernels);
    const across = Math.ceil(size.width / TILE) * (TILE / 4);
    expect(light.length % (4 * across)).toBe(0);
    let most = 0;
    for (let i = 0; i < light.length; i += 4) {
      const place = [4 * ((i / 4) % across), 4 * Math.floor(i / 4 / across)] as const;
      const plain = plainLight(planes, matrix, matte, of, place);
      const weight = plain[3] as number;
      expect(Math.abs((light[i + 3] as number) - weight)).toBeLessThan(1e-5);
      if (weight < 0.02) continue;
      for (let c = 0; c < 3; c++) {
        const [kernel, exact] = [light[i + c] as number, plain[c] as number];
        most = Math.max(most, Math.abs(codeOf(kernel, weight) - codeOf(exact, weight)));
      }
    }
    // Rounded to a sixteenth of a code value, and to few bits where the weight is small.
    expect(most).toBeLessThan(0.4);
  });
});

describe('the background in WASM', () => {
  it.each(CASES)('is the one in JavaScript: %j', (size, fullRange, of) => {
    const plain = roomOf(size, fullRange, of);
    const kernel = roomOf(size, fullRange, of, module);
    if (size.width > 100) expect(plain.trimap.size).toBe(3);
    for (let i = 0; i < plain.light.length; i += 4) {
      const weight = plain.light[i + 3] as number;
      expect(kernel.light[i + 3]).toBeCloseTo(weight, 5);
      if (weight < 0.02) continue;
      for (let c = i; c < i + 3; c++) {
        const code = ({ light }: typeof plain) => codeOf(light[c] as number, weight);
        expect(Math.abs(code(kernel) - code(plain))).toBeLessThan(1e-3);
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
