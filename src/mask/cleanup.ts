import type { Arena } from '../kernels/arena';
import type { Size } from '../shared/geometry';
import { createComponents } from './components';

/** Part of the largest person below which an island is no person, and no hand either. */
const ISLAND = 0.02;
/** Part of the largest person up to which a hole may be the model's mistake. */
const HOLE = 0.02;
/** Mean probability from which it is: a gap between arm and body is sure to be background. */
const DOUBTFUL = 0.12;

/** Removes islands and fills holes of a mask in place. mask: probabilities 0..1, in the arena. */
export type Cleanup = (mask: Float32Array) => void;

/** Makes the stage for masks of one size. A second person, a hand and a gap are left as they are. */
export function createCleanup(size: Size, arena: Arena): Cleanup {
  const components = createComponents(size, arena);

  return (mask) => {
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
    if (holes.includes(true)) background.fill(mask, holes, 1);
  };
}
