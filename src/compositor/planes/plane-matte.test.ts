import { describe, expect, it } from 'vitest';
import { type Arena, createArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import {
  BACKGROUND,
  FOREGROUND,
  RAMP_HIGH,
  RAMP_LOW,
  TILE,
  UNKNOWN,
} from '../../kernels/constants';
import type { Matte } from '../../mask/matte';
import { type Rect, type Size, WHOLE } from '../../shared/geometry';
import { type ColorMatrix, colorMatrixOf } from './color-matrix';
import { createPlaneMatte, MATTE_BYTES, type PlaneMatte } from './plane-matte';
import { createPlanes, type Planes, writePlanes } from './planes';

const MATRIX = colorMatrixOf({ matrix: 'bt709', fullRange: false });
const module = compileKernels();
const PART: Rect = { x: 0.23, y: 0.1, width: 0.5, height: 0.71 };

/** Soft colours, so that all of them can be shown. */
function picture(size: Size, arena: Arena): Planes {
  const planes = createPlanes(size, 0, arena);
  const rgba = new Uint8ClampedArray(4 * size.width * size.height);
  for (let i = 0; i < rgba.length; i++) rgba[i] = 90 + ((i * 7919) % 61);
  writePlanes(planes, MATRIX, rgba);
  return planes;
}

/** A person in the middle; coefficients follow the colour along the edge. */
function matteOf(size: Size, region: Rect): Matte {
  const coefficients = new Float32Array(4 * size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const away = Math.hypot((x + 0.5) / size.width - 0.5, (y + 0.5) / size.height - 0.5);
      const near = Math.max(0, 1 - Math.abs(away - 0.25) * 20);
      coefficients.set(
        [0.8 * near, -0.5 * near, 0.3 * near, away < 0.25 ? 1 : 0],
        4 * (y * size.width + x),
      );
    }
  }
  return { size, region, coefficients };
}

function rgbAt({ y, u, v, stride }: Planes, m: ColorMatrix, px: number, py: number) {
  const chroma = ((py >> 1) * stride) / 2 + (px >> 1);
  const light = m.luma * ((y[py * stride + px] as number) - m.black);
  const U = (u[chroma] as number) - 128;
  const V = (v[chroma] as number) - 128;
  return [light + m.rv * V, light + m.gu * U + m.gv * V, light + m.bu * U].map((c) => c / 255);
}

/** 0..255 by the plain formula: `a·rgb + b`, read bilinearly, then the ramp. */
function plainAlpha(planes: Planes, { size, region, coefficients }: Matte, px: number, py: number) {
  const u = ((px + 0.5) / planes.width - region.x) / region.width;
  const v = ((py + 0.5) / planes.height - region.y) / region.height;
  if (u < 0 || u > 1 || v < 0 || v > 1) return 0;
  const x = Math.min(size.width - 1, Math.max(0, u * size.width - 0.5));
  const y = Math.min(size.height - 1, Math.max(0, v * size.height - 0.5));
  const rgb1 = [...rgbAt(planes, MATRIX, px, py), 1];
  let raw = 0;
  for (const row of [Math.floor(y), Math.floor(y) + 1]) {
    for (const column of [Math.floor(x), Math.floor(x) + 1]) {
      const weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
      if (weight === 0) continue;
      for (const [k, value] of rgb1.entries())
        raw += weight * value * (coefficients[4 * (row * size.width + column) + k] as number);
    }
  }
  const ramp = (raw - RAMP_LOW) / (RAMP_HIGH - RAMP_LOW);
  return 255 * Math.min(1, Math.max(0, ramp));
}

function alphaAt({ tiles, alpha }: PlaneMatte, x: number, y: number): number {
  const kind = tiles.trimap[Math.floor(y / TILE) * tiles.across + Math.floor(x / TILE)];
  if (kind === UNKNOWN) return alpha[y * TILE * tiles.across + x] as number;
  return kind === FOREGROUND ? 255 : 0;
}

describe.each([
  ['JavaScript', undefined],
  ['WASM', module],
])('the matte on planes in %s', (_, kernels) => {
  const arenaOf = () => createArena(kernels, 262_144 + MATTE_BYTES);

  it.each([
    ['whole', { width: 160, height: 90 }, { width: 40, height: 22 }, WHOLE],
    ['odd', { width: 161, height: 91 }, { width: 48, height: 27 }, WHOLE],
    ['part', { width: 161, height: 91 }, { width: 48, height: 27 }, PART],
    ['finer than the frame', { width: 70, height: 50 }, { width: 96, height: 64 }, PART],
    ['one point', { width: 20, height: 20 }, { width: 1, height: 1 }, WHOLE],
  ] as const)('is the plain formula: %s', (_, size, grid, region) => {
    const arena = arenaOf();
    const planes = picture(size, arena);
    const matte = matteOf(grid, region);
    const found = createPlaneMatte(size, arena);
    found.update(planes, MATRIX, matte);
    for (let y = 0; y < size.height; y++) {
      for (let x = 0; x < size.width; x++) {
        const alpha = alphaAt(found, x, y);
        expect(Math.abs(alpha - plainAlpha(planes, matte, x, y))).toBeLessThanOrEqual(0.51);
      }
    }
  });

  it('knows whole tiles of either kind', () => {
    const size = { width: 320, height: 180 };
    const arena = arenaOf();
    const matte = createPlaneMatte(size, arena);
    matte.update(picture(size, arena), MATRIX, matteOf({ width: 80, height: 44 }, WHOLE));
    expect(new Set(matte.tiles.trimap)).toEqual(new Set([BACKGROUND, FOREGROUND, UNKNOWN]));
  });
});
