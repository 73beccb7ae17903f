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

export type Components = {
  /** Number of the component of each pixel; -1 for pixels of none. */
  readonly labels: Int32Array;
  readonly list: readonly Component[];
};

/**
 * Finds the components of the pixels for which `belongs` is true. One pass of labels and one of
 * joins (union-find); the labels are reused by the next call.
 */
export function createComponents({ width, height }: Size) {
  const labels = new Int32Array(width * height);
  const parents: number[] = [];

  const find = (label: number): number => {
    let root = label;
    while (parents[root] !== root) root = parents[root] as number;
    parents[label] = root;
    return root;
  };

  return (plane: Float32Array, belongs: (value: number) => boolean): Components => {
    parents.length = 0;
    for (let i = 0; i < labels.length; i++) {
      if (!belongs(plane[i] as number)) {
        labels[i] = -1;
        continue;
      }
      const left = i % width > 0 ? (labels[i - 1] as number) : -1;
      const above = i >= width ? (labels[i - width] as number) : -1;
      if (left < 0 && above < 0) labels[i] = parents.push(parents.length) - 1;
      else if (left < 0 || above < 0) labels[i] = Math.max(left, above);
      else {
        const [a, b] = [find(left), find(above)];
        labels[i] = Math.min(a, b);
        parents[Math.max(a, b)] = Math.min(a, b);
      }
    }
    const numbers = new Map<number, number>();
    const list: Component[] = [];
    for (let i = 0; i < labels.length; i++) {
      if ((labels[i] as number) < 0) continue;
      const root = find(labels[i] as number);
      const number = numbers.get(root) ?? list.push({ area: 0, sum: 0, touchesSide: false }) - 1;
      numbers.set(root, number);
      labels[i] = number;
      const component = list[number] as Component;
      const x = i % width;
      component.area++;
      component.sum += plane[i] as number;
      if (x === 0 || x === width - 1 || i < width || i >= width * (height - 1))
        component.touchesSide = true;
    }
    return { labels, list };
  };
}
