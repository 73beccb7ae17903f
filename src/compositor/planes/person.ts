import type { ColorMatrix } from './color-matrix';
import { drawBlock } from './edge-block';
import type { PlaneMatte } from './plane-matte';
import type { Planes } from './planes';
import { KIND, TILE } from './tiles';

/** Side of a tile in pixels of chroma. */
const HALF_TILE = TILE / 2;

/**
 * Draws the person over the backdrop that `out` holds. Wholly covered pixels are copied as they are.
 * near: the light of the room near each place, see NearRoom.
 */
export function drawPerson(
  frame: Planes,
  matrix: ColorMatrix,
  { tiles, alpha }: PlaneMatte,
  near: Float32Array,
  out: Planes,
): void {
  const { across, kinds } = tiles;
  for (let tile = 0; tile < kinds.length; tile++) {
    const kind = kinds[tile];
    const left = (tile % across) * HALF_TILE;
    const top = Math.floor(tile / across) * HALF_TILE;
    if (kind === KIND.person) copyTile(frame, out, left, top);
    else if (kind === KIND.edge) {
      const right = Math.min(frame.chromaWidth, left + HALF_TILE);
      const bottom = Math.min(frame.chromaHeight, top + HALF_TILE);
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) drawBlock(frame, matrix, alpha, near, out, x, y);
    }
  }
}

/** left, top: in pixels of chroma. */
function copyTile(frame: Planes, out: Planes, left: number, top: number): void {
  const { width, height, chromaWidth, chromaHeight } = frame;
  const right = Math.min(width, 2 * left + TILE);
  const bottom = Math.min(height, 2 * top + TILE);
  for (let y = 2 * top; y < bottom; y++)
    for (let i = y * width + 2 * left; i < y * width + right; i++) out.y[i] = frame.y[i] as number;
  const chromaRight = Math.min(chromaWidth, left + HALF_TILE);
  const chromaBottom = Math.min(chromaHeight, top + HALF_TILE);
  for (let y = top; y < chromaBottom; y++) {
    for (let i = y * chromaWidth + left; i < y * chromaWidth + chromaRight; i++) {
      out.u[i] = frame.u[i] as number;
      out.v[i] = frame.v[i] as number;
    }
  }
}
