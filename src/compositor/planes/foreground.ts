import { createArena } from '../../kernels/arena';
import { FOREGROUND, TILE, UNKNOWN } from '../../kernels/constants';
import type { ColorMatrix } from './color-matrix';
import { drawBlock } from './edge-block';
import type { PlaneMatte } from './plane-matte';
import type { Planes } from './planes';

/** Side of a tile in pixels of chroma. */
const HALF_TILE = TILE / 2;

/**
 * Draws the person over the backdrop that `out` holds. Wholly covered pixels are copied as they are.
 * local: the light of the background near each place, see LocalBackground.
 */
export type Person = (
  frame: Planes,
  matrix: ColorMatrix,
  matte: PlaneMatte,
  local: Float32Array,
  out: Planes,
) => void;

/** Makes it. arena: that of all that it is given. */
export function createForeground(arena = createArena()): Person {
  const { kernels } = arena;
  const factors = arena.floats(15);

  return (frame, matrix, { tiles, alpha }, local, out) => {
    const { across, trimap } = tiles;
    if (kernels) {
      writeFactors(matrix, factors);
      kernels.foreground(
        frame.bytes.byteOffset,
        out.bytes.byteOffset,
        alpha.byteOffset,
        local.byteOffset,
        trimap.byteOffset,
        factors.byteOffset,
        frame.width,
        frame.height,
      );
    }
    for (let tile = 0; tile < trimap.length; tile++) {
      const kind = trimap[tile];
      const left = (tile % across) * HALF_TILE;
      const top = Math.floor(tile / across) * HALF_TILE;
      // The kernel draws the tiles that lie within the frame as a whole.
      const isInside = 2 * left + TILE <= frame.width && 2 * top + TILE <= frame.height;
      if (kernels && isInside) continue;
      if (kind === FOREGROUND) copyTile(frame, out, left, top);
      else if (kind === UNKNOWN) {
        const right = Math.min(frame.chromaWidth, left + HALF_TILE);
        const bottom = Math.min(frame.chromaHeight, top + HALF_TILE);
        for (let y = top; y < bottom; y++)
          for (let x = left; x < right; x++) drawBlock(frame, matrix, alpha, local, out, x, y);
      }
    }
  };
}

/** The matrix as the kernel takes it. */
function writeFactors(m: ColorMatrix, to: Float32Array): void {
  to.set([m.black, m.luma, m.rv, m.gu, m.gv, m.bu]);
  to.set([m.yr, m.yg, m.yb, m.ur, m.ug, m.ub, m.vr, m.vg, m.vb], 6);
}

/** left, top: in pixels of chroma. */
function copyTile(frame: Planes, out: Planes, left: number, top: number): void {
  const { width, height, chromaWidth, chromaHeight } = frame;
  const columns = Math.min(width - 2 * left, TILE);
  const rows = Math.min(height - 2 * top, TILE);
  const chromaColumns = Math.min(chromaWidth - left, HALF_TILE);
  const chromaRows = Math.min(chromaHeight - top, HALF_TILE);
  const luma = 2 * top * width + 2 * left;
  const u = width * height + top * chromaWidth + left;
  const v = u + chromaWidth * chromaHeight;
  if (width % 8 === 0) {
    const { words } = frame;
    copyWords(words, out.words, luma / 4, width / 4, columns / 4, rows);
    copyWords(words, out.words, u / 4, chromaWidth / 4, chromaColumns / 4, chromaRows);
    copyWords(words, out.words, v / 4, chromaWidth / 4, chromaColumns / 4, chromaRows);
  } else {
    const { bytes } = frame;
    copyBytes(bytes, out.bytes, luma, width, columns, rows);
    copyBytes(bytes, out.bytes, u, chromaWidth, chromaColumns, chromaRows);
    copyBytes(bytes, out.bytes, v, chromaWidth, chromaColumns, chromaRows);
  }
}

/** Copies a part of a plane to its own place in another picture; stride: from row to row. */
function copyWords(
  from: Int32Array,
  to: Int32Array,
  start: number,
  stride: number,
  columns: number,
  rows: number,
): void {
  for (let at = start; at < start + rows * stride; at += stride)
    for (let i = at; i < at + columns; i++) to[i] = from[i];
}

/** The same byte by byte. */
function copyBytes(
  from: Uint8Array,
  to: Uint8Array,
  start: number,
  stride: number,
  columns: number,
  rows: number,
): void {
  for (let at = start; at < start + rows * stride; at += stride)
    for (let i = at; i < at + columns; i++) to[i] = from[i];
}
