import { createArena } from '../../kernels/arena';
import { FOREGROUND, TILE, UNKNOWN } from '../../kernels/constants';
import type { Size } from '../../shared/geometry';
import type { ColorMatrix } from './color-matrix';
import { createLightTable, type LightTable } from './light-table';
import type { PlaneMatte } from './plane-matte';
import type { Planes } from './planes';
import { reduced } from './small-picture';
import { QUARTER_TILE } from './tiles';

/**
 * The background at a quarter of the frame's size: each pixel is 4x4 of the frame. Red, green and blue
 * light times weight, and the weight; the person weighs nothing, so that blurs have no halo.
 */
export type Background = Size & {
  readonly light: Float32Array;
  /** Reads the tiles that are marked in `wanted`, one byte per tile. */
  update(planes: Planes, matrix: ColorMatrix, matte: PlaneMatte, wanted: Uint8Array): void;
};

/** Makes the background of frames of one size. */
export function createBackground(frame: Size, arena = createArena()): Background {
  const { width, height } = reduced(frame, 4);
  const light = arena.floats(4 * width * height);
  const { kernels } = arena;
  const factors = arena.bytes(12);
  let table: LightTable | undefined;
  let tableOf: ColorMatrix | undefined;

  /** Reads the pixels `left` to before `right` of row y; alpha: none where all is background. */
  const readRow = (
    planes: Planes,
    lights: LightTable,
    alpha: Uint8Array | undefined,
    left: number,
    right: number,
    y: number,
  ) => {
    const { y: luma, u, v, chromaWidth } = planes;
    const { light: lightOf, red, greenU, greenV, blue } = lights;
    const lastColumn = planes.width - 1;
    // Four blocks of 2x2 pixels, each with one chroma; those of the last pixel end with the frame.
    const upper = Math.max(0, Math.min(2 * y, planes.chromaHeight - 2));
    const lower = Math.min(upper + 1, planes.chromaHeight - 1);
    for (let x = left; x < right; x++) {
      const first = 2 * x + 1 < chromaWidth ? 2 * x : Math.max(0, chromaWidth - 2);
      const second = first + 1 < chromaWidth ? first + 1 : first;
      let r = 0;
      let g = 0;
      let b = 0;
      let weight = 0;
      for (let k = 0; k < 4; k++) {
        const row = k < 2 ? upper : lower;
        const column = k & 1 ? second : first;
        const chroma = row * chromaWidth + column;
        const above = 2 * row * planes.width + 2 * column;
        const below = 2 * row + 1 < planes.height ? above + planes.width : above;
        const right = 2 * column < lastColumn ? 1 : 0;
        const Y = luma[above] + luma[above + right] + luma[below] + luma[below + right];
        const U = u[chroma];
        const V = v[chroma];
        // Alpha of the pixel's own blocks: beyond its tile it need not be valid.
        const part = alpha
          ? 0.25 - 0.25 * opacityOf(alpha, planes, 2 * x + (k & 1), 2 * y + (k >> 1))
          : 0.25;
        r += part * lightOf[Y + red[V]];
        g += part * lightOf[Y + greenU[U] + greenV[V]];
        b += part * lightOf[Y + blue[U]];
        weight += part;
      }
      const to = 4 * (y * width + x);
      light[to] = r;
      light[to + 1] = g;
      light[to + 2] = b;
      light[to + 3] = weight;
    }
  };

  return {
    width,
    height,
    light,
    update: (planes, matrix, { tiles, alpha }, wanted) => {
      if (!table || tableOf !== matrix) {
        table = createLightTable(matrix);
        tableOf = matrix;
        writeFactors(matrix, factors);
      }
      const { y, u, v } = planes;
      kernels?.background(
        y.byteOffset,
        u.byteOffset,
        v.byteOffset,
        alpha.byteOffset,
        light.byteOffset,
        tiles.trimap.byteOffset,
        wanted.byteOffset,
        factors.byteOffset,
        frame.width,
        frame.height,
      );
      for (let tile = 0; tile < wanted.length; tile++) {
        if (!wanted[tile]) continue;
        const kind = tiles.trimap[tile];
        const left = (tile % tiles.across) * QUARTER_TILE;
        const top = Math.floor(tile / tiles.across) * QUARTER_TILE;
        // The kernel reads the tiles that lie within the frame as a whole.
        const isInside = 4 * left + TILE <= frame.width && 4 * top + TILE <= frame.height;
        if (kernels && isInside) continue;
        const right = Math.min(width, left + QUARTER_TILE);
        const bottom = Math.min(height, top + QUARTER_TILE);
        for (let y = top; y < bottom; y++) {
          if (kind === FOREGROUND) light.fill(0, 4 * (y * width + left), 4 * (y * width + right));
          else readRow(planes, table, kind === UNKNOWN ? alpha : undefined, left, right, y);
        }
      }
    },
  };
}

/**
 * The matrix as the kernel takes it, numbers of 16 bits: black in steps of 1/16, then factors in steps
 * of 2⁻¹⁵: of luma by the half, of chroma by the eighth.
 */
function writeFactors(m: ColorMatrix, { buffer, byteOffset }: Uint8Array<ArrayBuffer>): void {
  const chroma = [m.rv, m.gu, m.gv, m.bu].map((factor) => factor / 8);
  const fractions = [m.luma / 2, ...chroma].map((factor) => Math.round(factor * 2 ** 15));
  new Int16Array(buffer, byteOffset, 6).set([16 * m.black, ...fractions]);
}

/** Mean opacity, 0..1, of a block of 2x2 pixels; the last ones stand in for missing ones. */
function opacityOf(alpha: Uint8Array, frame: Planes, x: number, y: number): number {
  const { width, height } = frame;
  const left = 2 * Math.min(x, frame.chromaWidth - 1);
  const right = Math.min(left + 1, width - 1);
  const above = 2 * Math.min(y, frame.chromaHeight - 1);
  const top = above * width;
  const bottom = Math.min(above + 1, height - 1) * width;
  const sum = alpha[top + left] + alpha[top + right] + alpha[bottom + left] + alpha[bottom + right];
  return sum / (4 * 255);
}
