import type { Arena } from '../../kernels/arena';
import { createJob } from '../../kernels/job';
import { LightWrapJob } from '../../kernels/jobs';
import type { LocalBackground } from './local-background';
import type { PlaneMatte } from './plane-matte';
import type { Planes } from './planes';

/**
 * Light wrap: lets the backdrop shine round the person's outline, as the background behind once did. Works
 * on the finished picture, in the tiles that `near` shows. soft: the backdrop's light. A mix of two
 * colours is the same in luma and chroma as in red, green and blue. most: of the backdrop's light, 0..1.
 */
export type LightWrap = (
  matte: PlaneMatte,
  local: LocalBackground,
  soft: Planes,
  most: number,
  out: Planes,
) => void;

/** Makes it. arena: that of all that it is given. */
export function createLightWrap(arena: Arena): LightWrap {
  const { kernels } = arena;
  const job = createJob(arena, LightWrapJob);
  return (matte, local, soft, most, out) => {
    job.set({
      soft: soft.bytes.byteOffset,
      out: out.bytes.byteOffset,
      alpha: matte.alpha.byteOffset,
      local: local.light.byteOffset,
      shown: local.shown.byteOffset,
      trimap: matte.tiles.trimap.byteOffset,
      most,
      width: out.stride,
      height: out.rows,
    });
    kernels.lightWrap(job.at);
  };
}
