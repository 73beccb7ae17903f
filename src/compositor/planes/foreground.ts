import type { Arena } from '../../kernels/arena';
import { createJob } from '../../kernels/job';
import { ForegroundJob } from '../../kernels/jobs';
import type { ColorMatrix } from './color-matrix';
import type { PlaneMatte } from './plane-matte';
import type { Planes } from './planes';

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
export function createForeground(arena: Arena): Person {
  const { kernels } = arena;
  const factors = arena.floats(15);
  const job = createJob(arena, ForegroundJob, { matrix: factors.byteOffset });

  return (frame, matrix, { tiles, alpha }, local, own, out) => {
    writeFactors(matrix, factors);
    job.set({
      frame: frame.bytes.byteOffset,
      out: out.bytes.byteOffset,
      alpha: alpha.byteOffset,
      local: local.byteOffset,
      own: own.byteOffset,
      trimap: tiles.trimap.byteOffset,
      width: frame.stride,
      height: frame.rows,
    });
    kernels.foreground(job.at);
  };
}

/** The matrix as the kernel takes it. */
function writeFactors(m: ColorMatrix, to: Float32Array): void {
  to.set([m.black, m.luma, m.rv, m.gu, m.gv, m.bu]);
  to.set([m.yr, m.yg, m.yb, m.ur, m.ug, m.ub, m.vr, m.vg, m.vb], 6);
}
