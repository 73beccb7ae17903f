import type { Size } from '../shared/geometry';

/** A set of pixels that touch each other, side by side or above one another. */
export type Component = {
  /** Pixels in it. */
  area: number;
  /** Sum of the plane's values over it. */
  sum: number;
  /** True when it lies at a side of the plane. */
  touchesSide: boolean;
};

/** The components of a plane; good until the next call. */
export type Components = {
  readonly list: readonly Component[];
  /** Writes a value into every pixel of those that are true in `chosen`, in the order of the list. */
  fill(plane: Float32Array, chosen: readonly boolean[], value: number): void;
};

/**
 * Finds the components of the pixels with a value over `above` and up to `upTo`: runs of pixels in a
 * row, joined with those they touch in the row above (union-find).
 */
export function createComponents({ width, height }: Size) {
  /** Ends of each run in the plane, `last` excluded. Every second pixel can begin one. */
  const most = height * Math.ceil(width / 2);
  const firsts = new Int32Array(most);
  const lasts = new Int32Array(most);
  const parents = new Int32Array(most);
  const numbers = new Int32Array(most);
  const sums = new Float64Array(most);
  let count = 0;

  const find = (run: number): number => {
    let root = run;
    while (parents[root] !== root) root = parents[root] as number;
    parents[run] = root;
    return root;
  };

  /** Finds the runs of a row. */
  const scan = (plane: Float32Array, above: number, upTo: number, y: number) => {
    const end = (y + 1) * width;
    for (let i = y * width; i < end; ) {
      while (i < end && !((plane[i] as number) > above && (plane[i] as number) <= upTo)) i++;
      if (i === end) return;
      firsts[count] = i;
      let sum = 0;
      for (; i < end && (plane[i] as number) > above && (plane[i] as number) <= upTo; i++)
        sum += plane[i] as number;
      lasts[count] = i;
      sums[count] = sum;
      parents[count] = count;
      count++;
    }
  };

  /** Joins the runs from `row` on with those of the row above, which begin at `before`. */
  const join = (before: number, row: number) => {
    let upper = before;
    for (let run = row; run < count; run++) {
      const first = (firsts[run] as number) - width;
      const last = (lasts[run] as number) - width;
      while (upper < row && (lasts[upper] as number) <= first) upper++;
      for (let other = upper; other < row && (firsts[other] as number) < last; other++) {
        const [a, b] = [find(run), find(other)];
        parents[Math.max(a, b)] = Math.min(a, b);
      }
    }
  };

  const gather = (): Component[] => {
    const list: Component[] = [];
    for (let run = 0; run < count; run++) {
      const root = find(run);
      // A root comes before all others of its component.
      if (root === run) numbers[run] = list.push({ area: 0, sum: 0, touchesSide: false }) - 1;
      numbers[run] = numbers[root] as number;
      const component = list[numbers[run] as number] as Component;
      const [first, last] = [firsts[run] as number, lasts[run] as number];
      component.area += last - first;
      component.sum += sums[run] as number;
      if (first % width === 0 || last % width === 0 || first < width || last > width * (height - 1))
        component.touchesSide = true;
    }
    return list;
  };

  return (plane: Float32Array, above: number, upTo: number): Components => {
    count = 0;
    let before = 0;
    for (let y = 0; y < height; y++) {
      const row = count;
      scan(plane, above, upTo, y);
      join(before, row);
      before = row;
    }
    return {
      list: gather(),
      fill: (to, chosen, value) => {
        for (let run = 0; run < count; run++)
          if (chosen[numbers[run] as number])
            to.fill(value, firsts[run] as number, lasts[run] as number);
      },
    };
  };
}
