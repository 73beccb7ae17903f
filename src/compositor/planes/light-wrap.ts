import { createArena } from '../../kernels/arena';
import { FOREGROUND, LEAST_WEIGHT, TILE } from '../../kernels/constants';
import { createJob } from '../../kernels/job';
import { LightWrapJob } from '../../kernels/jobs';
import { findAround, mixAround } from './around';
import type { LocalBackground } from './local-background';
import type { PlaneMatte } from './plane-matte';
import type { Planes } from './planes';

/** Side of a tile in pixels of chroma. */
const HALF_TILE = TILE / 2;

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
export function createLightWrap(arena = createArena()): LightWrap {
  const { kernels } = arena;
  const job = createJob(arena, LightWrapJob);

  const wrapTile = (
    tile: number,
    { tiles, alpha }: PlaneMatte,
    local: LocalBackground,
    soft: Planes,
    most: number,
    out: Planes,
  ) => {
    const isPerson = tiles.trimap[tile] === FOREGROUND;
    const left = (tile % tiles.across) * HALF_TILE;
    const top = Math.floor(tile / tiles.across) * HALF_TILE;
    for (let y = top; y < top + HALF_TILE; y++)
      for (let x = left; x < left + HALF_TILE; x++) {
        findAround(out, x, y);
        const weight = 2 * (mixAround(local.light, 3) - LEAST_WEIGHT);
        if (weight > 0)
          wrapBlock(
            most * (weight < 1 ? weight : 1),
            isPerson ? undefined : alpha,
            soft,
            out,
            x,
            y,
          );
      }
  };

  return (matte, local, soft, most, out) => {
    if (kernels) {
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
      return;
    }
    for (let tile = 0; tile < local.shown.length; tile++)
      if (local.shown[tile]) wrapTile(tile, matte, local, soft, most, out);
  };
}

/** One block of 2x2 pixels with one chroma. amount: 0..1; alpha: none where all is the person. */
function wrapBlock(
  amount: number,
  alpha: Uint8Array | undefined,
  soft: Planes,
  out: Planes,
  x: number,
  y: number,
): void {
  const { stride } = out;
  let sum = 0;
  for (let j = 0; j < 2; j++) {
    for (let i = 0; i < 2; i++) {
      const at = (2 * y + j) * stride + 2 * x + i;
      const part = alpha ? (amount * alpha[at]) / 255 : amount;
      out.y[at] = mix(out.y[at], soft.y[at], part);
      sum += part;
    }
  }
  const chroma = (y * stride) / 2 + x;
  out.u[chroma] = mix(out.u[chroma], soft.u[chroma], sum / 4);
  out.v[chroma] = mix(out.v[chroma], soft.v[chroma], sum / 4);
}

/** Of two code values, rounded. */
function mix(from: number, to: number, part: number): number {
  return from + part * (to - from) + 0.5;
}
