import type { Size } from '../shared/geometry';

/** Replaces each value of a plane by the mean of the (2r+1)² window around it, cut at the borders. */
export type BoxMean = (plane: Float32Array) => void;

/**
 * Makes the filter for planes of one size. Running sums: the cost does not depend on the radius.
 * radius: in pixels, less than half of either side.
 */
export function createBoxMean({ width, height }: Size, radius: number): BoxMean {
  const rows = new Float32Array(width * height);
  const sums = new Float32Array(width);
  const spans = (length: number) =>
    Float32Array.from({ length }, (_, i) => {
      const first = Math.max(0, i - radius);
      const last = Math.min(length - 1, i + radius);
      return 1 / (last - first + 1);
    });
  const perColumn = spans(width);
  const perRow = spans(height);

  const sumRows = (plane: Float32Array) => {
    for (let y = 0; y < height; y++) {
      const start = y * width;
      let sum = 0;
      for (let x = 0; x < radius; x++) sum += plane[start + x] as number;
      for (let x = 0; x < width; x++) {
        if (x + radius < width) sum += plane[start + x + radius] as number;
        if (x > radius) sum -= plane[start + x - radius - 1] as number;
        rows[start + x] = sum * (perColumn[x] as number);
      }
    }
  };

  const sumColumns = (plane: Float32Array) => {
    sums.fill(0);
    for (let y = -radius; y < height; y++) {
      const entering = (y + radius) * width;
      const leaving = (y - radius - 1) * width;
      if (y + radius < height)
        for (let x = 0; x < width; x++)
          sums[x] = (sums[x] as number) + (rows[entering + x] as number);
      if (y < 0) continue;
      if (leaving >= 0)
        for (let x = 0; x < width; x++)
          sums[x] = (sums[x] as number) - (rows[leaving + x] as number);
      const weight = perRow[y] as number;
      for (let x = 0; x < width; x++) plane[y * width + x] = (sums[x] as number) * weight;
    }
  };

  return (plane) => {
    sumRows(plane);
    sumColumns(plane);
  };
}
