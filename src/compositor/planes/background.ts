import { createArena } from '../../kernels/arena';
import { BACKGROUND, FOREGROUND, UNKNOWN } from '../../kernels/constants';
import { createJob } from '../../kernels/job';
import { BackgroundJob } from '../../kernels/jobs';
import type { Size } from '../../shared/geometry';
import type { ColorMatrix } from './color-matrix';
import { createLightTable, type LightTable } from './light-table';
import type { PlaneMatte } from './plane-matte';
import type { Planes } from './planes';
import { reduced } from './small-picture';
import { QUARTER_TILE } from './tiles';

/**
 * The background at a quarter of the frame's size: each pixel is 4x4 of the frame. Red, green and blue
 * light times weight, and the weight; the person weighs nothing, so that blurs have no halo. Or the person so: then the
 * background weighs nothing.
 */
export type Background = Size & {
  readonly light: Float32Array;
  /** Reads the tiles that are marked in `wanted`, one byte per tile. */
  update(planes: Planes, matrix: ColorMatrix, matte: PlaneMatte, wanted: Uint8Array): void;
};

/** Makes the background of frames of one size, or the person in them. */
export function createBackground(
  frame: Size,
  arena = createArena(),
  of: 'background' | 'person' = 'background',
): Background {
  const isPerson = of === 'person';
  const empty = isPerson ? BACKGROUND : FOREGROUND;
  const { width, height } = reduced(frame, 4);
  const light = arena.floats(4 * width * height);
  const { kernels } = arena;
  const factors = arena.bytes(12);
  const job = createJob(arena, BackgroundJob, {
    light: light.byteOffset,
    factors: factors.byteOffset,
    empty,
    width: 4 * width,
    height: 4 * height,
  });
  let table: LightTable | undefined;
  let tableOf: ColorMatrix | undefined;

  /** Reads a row of a tile, from pixel `left` of row y on; alpha: none where all is background. */
  const readRow = (
    planes: Planes,
    lights: LightTable,
    alpha: Uint8Array | undefined,
    left: number,
    y: number,
  ) => {
    const { y: luma, u, v, stride } = planes;
    const { light: lightOf, red, greenU, greenV, blue } = lights;
    for (let x = left; x < left + QUARTER_TILE; x++) {
      let r = 0;
      let g = 0;
      let b = 0;
      let weight = 0;
      // Four blocks of 2x2 pixels, each with one chroma.
      for (let k = 0; k < 4; k++) {
        const row = 2 * y + (k >> 1);
        const column = 2 * x + (k & 1);
        const at = 2 * (row * stride + column);
        const Y = luma[at] + luma[at + 1] + luma[at + stride] + luma[at + stride + 1];
        const chroma = (row * stride) / 2 + column;
        const U = u[chroma];
        const V = v[chroma];
        const opacity = alpha ? opacityOf(alpha, at, stride) : isPerson ? 1 : 0;
        const part = 0.25 * (isPerson ? opacity : 1 - opacity);
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
      if (kernels) {
        job.set({
          frame: planes.bytes.byteOffset,
          alpha: alpha.byteOffset,
          trimap: tiles.trimap.byteOffset,
          wanted: wanted.byteOffset,
        });
        kernels.background(job.at);
        return;
      }
      for (let tile = 0; tile < wanted.length; tile++) {
        if (!wanted[tile]) continue;
        const kind = tiles.trimap[tile];
        const left = (tile % tiles.across) * QUARTER_TILE;
        const top = Math.floor(tile / tiles.across) * QUARTER_TILE;
        for (let y = top; y < top + QUARTER_TILE; y++) {
          const at = 4 * (y * width + left);
          if (kind === empty) light.fill(0, at, at + 4 * QUARTER_TILE);
          else readRow(planes, table, kind === UNKNOWN ? alpha : undefined, left, y);
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

/** Mean opacity, 0..1, of a block of 2x2 pixels. */
function opacityOf(alpha: Uint8Array, at: number, stride: number): number {
  return (alpha[at] + alpha[at + 1] + alpha[at + stride] + alpha[at + stride + 1]) / (4 * 255);
}
