import type { Arena } from '../kernels/arena';
import type { Rect, Size } from '../shared/geometry';
import { createRunFinder } from './runs';

/** A set of pixels that touch each other, side by side or above one another. */
export type Component = {
  /** Pixels in it. */
  area: number;
  /** True when it lies at a side of the plane. */
  touchesSide: boolean;
};

/** The components of a plane; good until the next call. */
export type Components = {
  readonly list: readonly Component[];
  /** Mean of the plane over one of them, by its place in the list. */
  mean(plane: Float32Array, component: number): number;
  /** The smallest rectangle that holds one of them, in points. */
  box(component: number): Rect;
  /** Calls back with each run of points of one of them, `last` excluded. */
  visit(component: number, run: (first: number, last: number) => void): void;
  /** Writes a value into every pixel of those that are true in `chosen`, in the order of the list. */
  fill(plane: Float32Array, chosen: readonly boolean[], value: number): void;
};

/**
 * Finds the components of the pixels with a value over `above` and up to `upTo`: runs of pixels in a
 * row, joined with those they touch in the row above (union-find). Planes lie in the arena.
 */
export function createComponents({ width, height }: Size, arena: Arena) {
  const { firsts, lasts, find: findRuns } = createRunFinder({ width, height }, arena);
  const parents = new Int32Array(firsts.length);
  const numbers = new Int32Array(firsts.length);
  let count = 0;

  const find = (run: number): number => {
    let root = run;
    while (parents[root] !== root) root = parents[root];
    parents[run] = root;
    return root;
  };

  /** Joins the runs from `row` on and before `end` with those of the row above, from `before` on. */
  const join = (before: number, row: number, end: number) => {
    let upper = before;
    for (let run = row; run < end; run++) {
      const first = firsts[run] - width;
      const last = lasts[run] - width;
      while (upper < row && lasts[upper] <= first) upper++;
      for (let other = upper; other < row && firsts[other] < last; other++) {
        const [a, b] = [find(run), find(other)];
        parents[Math.max(a, b)] = Math.min(a, b);
      }
    }
  };

  const joinRows = () => {
    for (let run = 0; run < count; run++) parents[run] = run;
    let before = 0;
    let row = 0;
    for (let y = 0; y < height; y++) {
      let end = row;
      while (end < count && firsts[end] < (y + 1) * width) end++;
      join(before, row, end);
      before = row;
      row = end;
    }
  };

  const gather = (): Component[] => {
    const list: Component[] = [];
    for (let run = 0; run < count; run++) {
      const root = find(run);
      // A root comes before all others of its component.
      if (root === run) numbers[run] = list.push({ area: 0, touchesSide: false }) - 1;
      numbers[run] = numbers[root];
      const component = list[numbers[run]];
      const [first, last] = [firsts[run], lasts[run]];
      component.area += last - first;
      if (first % width === 0 || last % width === 0 || first < width || last > width * (height - 1))
        component.touchesSide = true;
    }
    return list;
  };

  const visit: Components['visit'] = (component, take) => {
    for (let run = 0; run < count; run++)
      if (numbers[run] === component) take(firsts[run], lasts[run]);
  };

  const boxOf = (component: number): Rect => {
    let [left, top, right, bottom] = [width, height, 0, 0];
    visit(component, (first, last) => {
      const y = Math.floor(first / width);
      left = Math.min(left, first - y * width);
      right = Math.max(right, last - y * width);
      top = Math.min(top, y);
      bottom = y + 1;
    });
    return { x: left, y: top, width: right - left, height: bottom - top };
  };

  const meanOf = (plane: Float32Array, component: number): number => {
    let sum = 0;
    let area = 0;
    visit(component, (first, last) => {
      for (let i = first; i < last; i++, area++) sum += plane[i];
    });
    return sum / area;
  };

  return (plane: Float32Array, above: number, upTo: number): Components => {
    count = findRuns(plane, above, upTo);
    joinRows();
    return {
      list: gather(),
      mean: meanOf,
      box: boxOf,
      visit,
      fill: (to, chosen, value) => {
        for (let run = 0; run < count; run++)
          if (chosen[numbers[run]]) to.fill(value, firsts[run], lasts[run]);
      },
    };
  };
}
