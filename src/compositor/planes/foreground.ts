import { createArena } from '../../kernels/arena';
import { FOREGROUND, TILE, UNKNOWN } from '../../kernels/constants';
import { createJob } from '../../kernels/job';
import { ForegroundJob } from '../../kernels/jobs';
import type { ColorMatrix } from './color-matrix';
import { drawBlock } from './edge-block';
import type { PlaneMatte } from './plane-matte';
import { copyTile, type Planes } from './planes';

/** Side of a tile in pixels of chroma. */
const HALF_TILE = TILE / 2;

/**
 * Draws the person over the backdrop that `out` holds. Wholly covered pixels are copied as they are.
 * local: the light of the background near each place, own: that of the person, see LocalBackground.
 */
export type Person = (
  frame: Planes,
  matrix: ColorMatrix,
  matte: PlaneMatte,
  local: Float32Array,
  own: Float32Array,
  out: Planes,
) => void;

/** Makes it. arena: that of all that it is given. */
export function createForeground(arena = createArena()): Person {
  const { kernels } = arena;
  const factors = arena.floats(15);
  const job = createJob(arena, ForegroundJob, { matrix: factors.byteOffset });

  return (frame, matrix, { tiles, alpha }, local, own, out) => {
    const { across, trimap } = tiles;
    if (kernels) {
      writeFactors(matrix, factors);
      job.set({
        frame: frame.bytes.byteOffset,
        out: out.bytes.byteOffset,
        alpha: alpha.byteOffset,
        local: local.byteOffset,
        own: own.byteOffset,
        trimap: trimap.byteOffset,
        width: frame.stride,
        height: frame.rows,
      });
      kernels.foreground(job.at);
      return;
    }
    const near = { local, own };
    for (let tile = 0; tile < trimap.length; tile++) {
      const left = (tile % across) * HALF_TILE;
      const top = Math.floor(tile / across) * HALF_TILE;
      if (trimap[tile] === FOREGROUND) copyTile(frame, out, left, top);
      else if (trimap[tile] === UNKNOWN)
        for (let y = top; y < top + HALF_TILE; y++)
          for (let x = left; x < left + HALF_TILE; x++)
            drawBlock(frame, matrix, alpha, near, out, x, y);
    }
  };
}

/** The matrix as the kernel takes it. */
function writeFactors(m: ColorMatrix, to: Float32Array): void {
  to.set([m.black, m.luma, m.rv, m.gu, m.gv, m.bu]);
  to.set([m.yr, m.yg, m.yb, m.ur, m.ug, m.ub, m.vr, m.vg, m.vb], 6);
}
