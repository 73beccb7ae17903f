import type { Arena } from '../kernels/arena';
import { createJob } from '../kernels/job';
import { TemporalSmoothingJob } from '../kernels/jobs';
import type { Size } from '../shared/geometry';
import type { FrameMemory } from './frame-memory';

/** Smooths the mask of `now` in place; both lie in the arena. before: the same part of the frame. */
export type TemporalSmoothing = (now: FrameMemory, before: FrameMemory) => void;

/**
 * Gated smoothing: uncertain pixels lean on the frame before, but only where the picture stands
 * still, so nothing trails behind what moves. With p the new probability and c the mean change of
 * luma around the pixel (less the change of the whole picture, which is exposure):
 * `p + (before - p) · 0.9 · u · (1 - smoothstep(2/255, 8/255, c))`, u = 1 - (1 - 4p(1 - p))².
 * size: of the mask; the width is a multiple of 4.
 */
export function createTemporalSmoothing({ width, height }: Size, arena: Arena): TemporalSmoothing {
  const { kernels } = arena;
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
