import { describe, expect, it } from 'vitest';
import { createArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import { type Size, WHOLE } from '../../shared/geometry';
import { createBackground } from './background';
import { colorMatrixOf } from './color-matrix';
import { createForeground } from './foreground';
import { createLightWrap } from './light-wrap';
import { createLocalBackground } from './local-background';
import { createPlaneMatte, MATTE_BYTES } from './plane-matte';
import { createPlanes } from './planes';

const module = compileKernels();
const MATRIX = colorMatrixOf({ matrix: 'bt709', fullRange: false });
/** Points of the matte's grid. */
const GRID = { width: 40, height: 24 };

/**
 * A person with soft sides in the middle, whose colours follow a soft wave, over a dark backdrop; light:
 * of the backdrop that wraps the person, 0..1.
 */
function pictureOf(size: Size, light: number, kernels?: WebAssembly.Module) {
  const arena = createArena(kernels, 14 * size.width * size.height + 262_144 + MATTE_BYTES);
  const [frame, out] = [createPlanes(size, 0, arena), createPlanes(size, 0, arena)];
  for (let i = 0; i < frame.bytes.length; i++) frame.bytes[i] = 120 + 40 * Math.sin(i / 7);
  out.bytes.fill(60);
  const coefficients = new Float32Array(4 * GRID.width * GRID.height);
  for (let i = 0; i < GRID.width * GRID.height; i++)
    coefficients[4 * i + 3] = 1.6 - Math.abs((i % GRID.width) - GRID.width / 2) / (GRID.width / 7);
  const matte = createPlaneMatte(size, arena);
  matte.update(frame, MATRIX, { size: GRID, region: WHOLE, coefficients });
  const background = createBackground(size, arena);
  const local = createLocalBackground(background, 0.9, arena);
  const wanted = arena.bytes(matte.tiles.trimap.length);
  local.mark(matte.tiles, light > 0, wanted);
  background.update(frame, MATRIX, matte, wanted);
  local.update();
  const person = createBackground(size, arena, 'person');
  const own = createLocalBackground(person, 2, arena);
  own.mark(matte.tiles, false, wanted);
  person.update(frame, MATRIX, matte, wanted);
  own.update();
  createForeground(arena)(frame, MATRIX, matte, local.light, own.light, out);
  const soft = createPlanes(size, 0, arena);
  for (let i = 0; i < soft.bytes.length; i++) soft.bytes[i] = 180 + 60 * Math.sin(i / 11);
  if (light > 0) createLightWrap(arena)(matte, local, soft, light, out);
  return { frame, out, trimap: new Set(matte.tiles.trimap) };
}

describe('the person and the background near the edge in WASM', () => {
  it.each([
    { width: 320, height: 192 },
    { width: 321, height: 179 },
    { width: 10, height: 6 },
  ])('are those in JavaScript: %j', (size) => {
    const unwrapped = pictureOf(size, 0).out.bytes;
    for (const light of [0, 0.5]) {
      const plain = pictureOf(size, light);
      const kernel = pictureOf(size, light, module);
      if (size.width > 100) {
        expect(plain.trimap.size).toBe(3);
        const wrapped = plain.out.bytes.filter((value, i) => value !== unwrapped[i]);
        if (light > 0) expect(wrapped.length).toBeGreaterThan(1000);
      }
      // A half that is rounded this way here and that way there, twice.
      for (const [i, value] of plain.out.bytes.entries())
        expect(Math.abs(value - (kernel.out.bytes[i] as number))).toBeLessThanOrEqual(2);
    }
  });
});
