import type { Arena } from '../kernels/arena';
import type { Size } from '../shared/geometry';
import { createComponents } from './components';
import { createGapJudge } from './gap';

/** Part of the largest person below which an island is no person, and no hand either. */
const ISLAND = 0.02;
/** Part of the largest person up to which a hole may be the model's mistake. */
const HOLE = 0.02;
/** Mean probability from which it is: a gap between arm and body is sure to be background. */
const DOUBTFUL = 0.12;
/** Mean probability up to which a hole may be a gap all the same, and up to which one from the frame before may. */
const GAP = 0.35;
const GAP_HELD = 0.45;
/** Points of the smallest gap. */
const SMALLEST_GAP = 5;
/** So many holes of a frame may be gaps: each takes a look at the colours. */
const MOST_GAPS = 8;

/**
 * Removes islands, fills holes and empties gaps of a mask in place. mask: probabilities 0..1, in the arena. input: RGBA
 * of the model. before: the mask of the frame before, of the same part of the frame.
 */
export type Cleanup = (mask: Float32Array, input: Uint8Array, before?: Float32Array) => void;

/** Makes the stage for masks of one size. A second person, a hand and a gap are left as they are. */
export function createCleanup(size: Size, arena: Arena): Cleanup {
  const components = createComponents(size, arena);
  const isGap = createGapJudge(size);

  /** True for each of the holes that shows the room. */
  const gapsAmong = (
    holes: readonly boolean[],
    { list, mean, visit }: ReturnType<typeof components>,
    mask: Float32Array,
    input: Uint8Array,
    before: Float32Array | undefined,
  ): boolean[] => {
    let judged = 0;
    return list.map(({ area }, i) => {
      if (!holes[i] || area < SMALLEST_GAP || judged === MOST_GAPS) return false;
      const wasGap = before !== undefined && mean(before, i) < 0.5;
      if (mean(mask, i) > (wasGap ? GAP_HELD : GAP)) return false;
      judged++;
      return isGap((run) => visit(i, run), mask, input, wasGap);
    });
  };

  return (mask, input, before) => {
    const people = components(mask, 0.1, 1);
    const largest = people.list.reduce((most, { area }) => Math.max(most, area), 0);
    if (largest === 0) return;
    const islands = people.list.map(({ area }) => area < ISLAND * largest);
    if (islands.includes(true)) people.fill(mask, islands, 0);

    const background = components(mask, -1, 0.5);
    const holes = background.list.map(
      ({ area, touchesSide }, i) =>
        !touchesSide && area < HOLE * largest && background.mean(mask, i) > DOUBTFUL,
    );
    if (!holes.includes(true)) return;
    const gaps = gapsAmong(holes, background, mask, input, before);
    if (gaps.includes(true)) background.fill(mask, gaps, 0);
    const mistakes = holes.map((isHole, i) => isHole && !gaps[i]);
    if (mistakes.includes(true)) background.fill(mask, mistakes, 1);
  };
}
