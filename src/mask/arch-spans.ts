import type { Arena } from '../kernels/arena';
import { createJob } from '../kernels/job';
import { ArchSpansJob } from '../kernels/jobs';
import type { Size } from '../shared/geometry';

/**
 * Finds where the room may be seen behind something thin: 1 there and 0 elsewhere, reused by the next call; undefined where that is
 * nowhere. mask: 0..1, and input: RGBA of the model, both in the arena.
 */
export type SpanFinder = (mask: Float32Array, input: Uint8Array) => Float32Array | undefined;

/**
 * Follows rows and columns from the room into the person: something thin of another colour, then colours of the room just
 * outside, then the person again. The points with the room's colours are such a span.
 * size: of the mask; the width is a multiple of 4.
 */
export function createSpanFinder({ width, height }: Size, arena: Arena): SpanFinder {
  const { kernels } = arena;
  const spans = arena.floats(width * height);
  const job = createJob(arena, ArchSpansJob, { spans: spans.byteOffset, width, height });
  let isAny = false;
  return (mask, input) => {
    if (isAny) spans.fill(0);
    job.set({ mask: mask.byteOffset, input: input.byteOffset });
    isAny = kernels.archSpans(job.at) > 0;
    return isAny ? spans : undefined;
  };
}
