import type { Size } from '../shared/geometry';
import { createComponents } from './components';

/** Part of the largest person below which an island is no person, and no hand either. */
const ISLAND = 0.02;
/** Part of the largest person up to which a hole may be the model's mistake. */
const HOLE = 0.02;
/** Mean probability from which it is: a gap between arm and body is sure to be room. */
const DOUBTFUL = 0.12;

/** Removes islands and fills holes of a mask in place. mask: probabilities 0..1. */
export type Cleanup = (mask: Float32Array) => void;

/** Makes the stage for masks of one size. A second person, a hand and a gap are left as they are. */
export function createCleanup(size: Size): Cleanup {
  const components = createComponents(size);

  return (mask) => {
    const people = components(mask, (p) => p > 0.1);
    const largest = Math.max(0, ...people.list.map(({ area }) => area));
    if (largest === 0) return;
    const islands = people.list.map(({ area }) => area < ISLAND * largest);
    if (islands.includes(true))
      for (let i = 0; i < mask.length; i++) if (islands[people.labels[i] as number]) mask[i] = 0;

    const room = components(mask, (p) => p <= 0.5);
    const holes = room.list.map(
      ({ area, sum, touchesSide }) =>
        !touchesSide && area < HOLE * largest && sum / area > DOUBTFUL,
    );
    if (holes.includes(true))
      for (let i = 0; i < mask.length; i++) if (holes[room.labels[i] as number]) mask[i] = 1;
  };
}
