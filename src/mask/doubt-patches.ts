import type { Arena } from '../kernels/arena';
import { createJob } from '../kernels/job';
import { DoubtInsideJob } from '../kernels/jobs';
import type { Rect, Size } from '../shared/geometry';
import { type Components, createComponents } from './components';
import { sameRect } from './frame-memory';

/** Probability up to which a point is sure to be room; from 1 less it it is sure to be person. */
const SURE = 0.1;
/** A point lies within a patch if two points away on four sides are in doubt, too, and by no more than this apart. */
const FLAT = 0.45;
/** Points within the smallest patch. */
const SMALLEST = 8;
/** A patch is kept over this mean, and dropped below that one; both move by so much for one that was decided before. */
const KEPT = 0.6;
const DROPPED = 0.35;
const HOLD = 0.15;
/** Around it, so far away, points go the same way that are as little the other's, give or take; none below LEAST is
 * kept, and none over MOST dropped. */
const REACH = 5;
const SLACK = 0.2;
const LEAST = 0.3;
const MOST = 0.5;
/** Points this near to 0 and 1 stay. */
const CERTAIN = 0.03;

/** Decides the patches of a mask (0..1, in the arena) of a part of the frame, in place. */
export type DoubtPatches = (mask: Float32Array, region: Rect) => void;

/**
 * Of a thing in a hand, a collar, an elbow the model may be in doubt all over, near the person's edge, where half tones
 * stay. An edge has a slope; such a patch is flat. It becomes 0 or 1 as one, by its mean, unless that is near
 * one half: then the picture's own edges tell more, later.
 */
export function createDoubtPatches(size: Size, arena: Arena): DoubtPatches {
  const { width, height } = size;
  const { kernels } = arena;
  const inside = arena.floats(width * height);
  const job = createJob(arena, DoubtInsideJob, {
    inside: inside.byteOffset,
    sure: SURE,
    flat: FLAT,
    width,
    height,
  });
  const components = createComponents(size, arena);
  /** 1 and -1 where a patch was kept and dropped. */
  let now = new Float32Array(width * height);
  let before = new Float32Array(width * height);
  let shown: Rect | undefined;
  /** Whether there is any point in `inside`. */
  let isMarked = false;

  const decide = (
    mask: Float32Array,
    { visit }: Components,
    patch: number,
    mean: number,
    value: number,
  ) =>
    visit(patch, (first, last) => {
      now.fill(value === 1 ? 1 : -1, first, last);
      const y = Math.floor(first / width);
      const left = Math.max(0, first - y * width - REACH);
      const right = Math.min(width, last - y * width + REACH);
      const bottom = Math.min(height - 1, y + REACH);
      for (let v = Math.max(0, y - REACH); v <= bottom; v++)
        for (let i = v * width + left; i < v * width + right; i++) {
          const p = mask[i];
          if (p <= CERTAIN || p >= 1 - CERTAIN) continue;
          if (value === 1 ? p >= Math.max(LEAST, mean - SLACK) : p <= Math.min(MOST, mean + SLACK))
            mask[i] = value;
        }
    });

  return (mask, region) => {
    if (!shown || !sameRect(shown, region)) now.fill(0);
    shown = region;
    [now, before] = [before, now];
    now.fill(0);
    if (isMarked) inside.fill(0);
    job.set({ mask: mask.byteOffset });
    isMarked = kernels.doubtInside(job.at) > 0;
    if (!isMarked) return;
    const found = components(inside, 0, 1);
    // All means come first: a patch decided changes what lies around it.
    const patches = found.list.flatMap(({ area }, patch) =>
      area < SMALLEST
        ? []
        : { patch, mean: found.mean(mask, patch), was: found.mean(before, patch) },
    );
    for (const { patch, mean, was } of patches) {
      if (mean > KEPT - HOLD * was) decide(mask, found, patch, mean, 1);
      else if (mean < DROPPED - HOLD * was) decide(mask, found, patch, mean, 0);
    }
  };
}
