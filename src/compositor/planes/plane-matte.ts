import { createArena } from '../../kernels/arena';
import { BACKGROUND, FOREGROUND, TILE, UNKNOWN } from '../../kernels/constants';
import type { Matte } from '../../mask/matte';
import type { Rect, Size } from '../../shared/geometry';
import { createAxis } from './axis';
import type { ColorMatrix } from './color-matrix';
import { createKernelMatte, fitsKernel } from './kernel-matte';
import { convert, kindOf, type MatteGrid, readBits } from './matte-grid';
import type { Planes } from './planes';
import { createTiles, type Tiles, wholeTiles } from './tiles';

/** The person's opacity at the pixels of a frame. */
export type PlaneMatte = {
  readonly tiles: Tiles;
  /** 0 background, 255 person, for each pixel of the planes; valid in tiles of kind `edge` only. */
  readonly alpha: Uint8Array;
  /**
   * Reads a matte at the frame's pixels. skip: false computes every pixel, in TypeScript, for the tests.
   */
  update(planes: Planes, matrix: ColorMatrix, matte: Matte, skip?: boolean): void;
};

/** Makes the opacity of frames of one size. arena: that of the planes, see MATTE_BYTES. */
export function createPlaneMatte({ width, height }: Size, arena = createArena()): PlaneMatte {
  const tiles = createTiles({ width, height }, arena);
  const whole = wholeTiles({ width, height });
  const alpha = arena.bytes(whole.width * whole.height);
  const kernel = arena.kernels && createKernelMatte(tiles, alpha, arena, arena.kernels);
  let grid: MatteGrid | undefined;

  const gridOf = ({ size, region }: Matte): MatteGrid => {
    if (grid && isSameSize(grid.size, size) && isSameRect(grid.region, region)) return grid;
    const count = size.width * size.height;
    const kept = grid && isSameSize(grid.size, size) ? grid : undefined;
    grid = {
      size,
      region,
      across: createAxis(width, size.width, region.x, region.width),
      down: createAxis(height, size.height, region.y, region.height),
      bits: kept?.bits ?? new Uint8Array(count),
      points: kept?.points ?? new Float64Array(4 * count),
    };
    return grid;
  };

  /** Alpha of one tile's pixels, and the tile's kind by what they turned out to be. */
  const readTile = (
    planes: Planes,
    { size, across, down, points }: MatteGrid,
    tx: number,
    ty: number,
  ) => {
    const toRight = size.width > 1 ? 4 : 0;
    const toBelow = size.height > 1 ? 4 * size.width : 0;
    const { y: luma, u, v, stride } = planes;
    const right = (tx + 1) * TILE;
    const bottom = (ty + 1) * TILE;
    let least = 255;
    let most = 0;
    for (let y = ty * TILE; y < bottom; y++) {
      const row = down.first[y];
      const t = down.way[y];
      let column = -2;
      let l0 = 0;
      let l1 = 0;
      let l2 = 0;
      let l3 = 0;
      let r0 = 0;
      let r1 = 0;
      let r2 = 0;
      let r3 = 0;
      for (let x = tx * TILE; x < right; x++) {
        const at = y * stride + x;
        const next = across.first[x];
        if (row < 0 || next < 0) {
          alpha[at] = least = 0;
          continue;
        }
        if (next !== column) {
          // The coefficients of this row at the grid columns before and after the pixel; on the
          // way from cell to cell the one after becomes the one before.
          const before = 4 * (row * size.width + next);
          if (next === column + 1) {
            l0 = r0;
            l1 = r1;
            l2 = r2;
            l3 = r3;
          } else {
            const below = before + toBelow;
            l0 = mix(points[before], points[below], t);
            l1 = mix(points[before + 1], points[below + 1], t);
            l2 = mix(points[before + 2], points[below + 2], t);
            l3 = mix(points[before + 3], points[below + 3], t);
          }
          const after = before + toRight;
          const below = after + toBelow;
          r0 = mix(points[after], points[below], t);
          r1 = mix(points[after + 1], points[below + 1], t);
          r2 = mix(points[after + 2], points[below + 2], t);
          r3 = mix(points[after + 3], points[below + 3], t);
          column = next;
        }
        const chroma = ((y >> 1) * stride) / 2 + (x >> 1);
        const Y = luma[at];
        const U = u[chroma];
        const V = v[chroma];
        const before = l0 * Y + l1 * U + l2 * V + l3;
        const after = r0 * Y + r1 * U + r2 * V + r3;
        const raw = mix(before, after, across.way[x]);
        const value = raw <= 0 ? 0 : raw >= 255 ? 255 : (raw + 0.5) | 0;
        if (value < least) least = value;
        if (value > most) most = value;
        alpha[at] = value;
      }
    }
    if (most === 0) return BACKGROUND;
    return least === 255 ? FOREGROUND : UNKNOWN;
  };

  return {
    tiles,
    alpha,
    update: (planes, matrix, matte, skip = true) => {
      const all = gridOf(matte);
      if (kernel && skip && fitsKernel(matte.size)) {
        kernel(planes, matrix, matte, all);
        return;
      }
      readBits(matte, all.bits);
      const { trimap } = tiles;
      for (let ty = 0; ty < tiles.down; ty++) {
        for (let tx = 0; tx < tiles.across; tx++) {
          let kind = skip ? kindOf(all, tx, ty) : UNKNOWN;
          if (kind === UNKNOWN) {
            convert(matte, all, matrix, tx, ty);
            kind = readTile(planes, all, tx, ty);
          }
          trimap[ty * tiles.across + tx] = kind;
        }
      }
    },
  };
}

function mix(from: number, to: number, way: number): number {
  return from + (to - from) * way;
}

function isSameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

function isSameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && isSameSize(a, b);
}
