import type { Arena } from '../kernels/arena';
import { MOVES, PAST_WEIGHT, STILL, UNCERTAIN } from '../kernels/constants';
import { createJob } from '../kernels/job';
import { TemporalSmoothingJob } from '../kernels/jobs';
import type { Size } from '../shared/geometry';
import type { FrameMemory } from './frame-memory';
import { smoothstep } from './smoothstep';

/** Smooths the mask of `now` in place; both lie in the arena. before: the same part of the frame. */
export type TemporalSmoothing = (now: FrameMemory, before: FrameMemory) => void;

/**
 * Gated smoothing: uncertain pixels lean on the frame before, but only where the picture stands
 * still, so nothing trails behind what moves. With p the new probability and c the mean change of
 * luma around the pixel (less the change of the whole picture, which is exposure):
 * `p + (before - p) · 0.9 · u · (1 - smoothstep(2/255, 8/255, c))`, u = 1 - (1 - 4p(1 - p))².
 */
export function createTemporalSmoothing({ width, height }: Size, arena: Arena): TemporalSmoothing {
  const { kernels } = arena;
  if (kernels && width % 4 === 0) {
    const job = createJob(arena, TemporalSmoothingJob, { width, height });
    return (now, before) => {
      job.set({
        mask: now.mask.byteOffset,
        luma: now.luma.byteOffset,
        beforeMask: before.mask.byteOffset,
        beforeLuma: before.luma.byteOffset,
      });
      kernels.temporalSmoothing(job.at);
    };
  }

  /** Mean change of the pixels around one. */
  const changeAt = (
    luma: Float32Array,
    beforeLuma: Float32Array,
    exposure: number,
    x: number,
    y: number,
  ): number => {
    let sum = 0;
    let pixels = 0;
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const i = v * width + u;
        const before = beforeLuma[i];
        sum += before < 0 ? 1 : Math.abs(luma[i] - before - exposure);
        pixels++;
      }
    }
    return sum / pixels;
  };

  return ({ mask, luma }, before) => {
    const exposure = exposureOf(luma, before.luma);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        const p = mask[i];
        const certain = 1 - 4 * p * (1 - p);
        const uncertain = 1 - certain * certain;
        // Most pixels are certain: nothing to smooth, nothing to measure.
        if (uncertain < UNCERTAIN) continue;
        const change = changeAt(luma, before.luma, exposure, x, y);
        const still = 1 - smoothstep(STILL, MOVES, change);
        mask[i] = p + (before.mask[i] - p) * PAST_WEIGHT * uncertain * still;
      }
    }
  };
}

/** Mean change of the picture, by which a pixel's own is judged. */
function exposureOf(luma: Float32Array, beforeLuma: Float32Array): number {
  let sum = 0;
  let seen = 0;
  for (let i = 0; i < luma.length; i++) {
    const before = beforeLuma[i];
    if (before < 0) continue;
    sum += luma[i] - before;
    seen++;
  }
  return seen > 0 ? sum / seen : 0;
}
