import type { Size } from '../../src/shared/geometry';

/**
 * Indices of the pixels of a shape that touch a pixel outside it (four neighbours). Where the shape
 * is cut by the frame there is no boundary. shape: not 0 inside.
 */
export function boundaryOf(shape: Uint8Array, { width, height }: Size): Int32Array {
  const found: number[] = [];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (shape[i] === 0) continue;
      const inner =
        (x === 0 || shape[i - 1] !== 0) &&
        (x === width - 1 || shape[i + 1] !== 0) &&
        (y === 0 || shape[i - width] !== 0) &&
        (y === height - 1 || shape[i + width] !== 0);
      if (!inner) found.push(i);
    }
  }
  return Int32Array.from(found);
}

type Offset = { readonly x: number; readonly y: number; readonly distance: number };

/** All offsets up to a distance (pixels), nearest first. */
function offsetsWithin(reach: number): Offset[] {
  const offsets: Offset[] = [];
  const limit = Math.floor(reach);
  for (let y = -limit; y <= limit; y++)
    for (let x = -limit; x <= limit; x++) {
      const distance = Math.hypot(x, y);
      if (distance <= reach) offsets.push({ x, y, distance });
    }
  return offsets.sort((a, b) => a.distance - b.distance);
}

/**
 * Boundary F for each tolerance (pixels), 0..1: the harmonic mean of precision and recall of
 * boundary pixels, of which each counts when the other boundary comes within the tolerance
 * (Martin, Fowlkes, Malik 2004; here without one-to-one matching). Two empty boundaries agree.
 */
export function boundaryF(
  found: Int32Array,
  truth: Int32Array,
  tolerances: readonly number[],
  size: Size,
): number[] {
  if (found.length === 0 && truth.length === 0) return tolerances.map(() => 1);
  const offsets = offsetsWithin(Math.max(...tolerances));
  const precision = sharesNear(found, truth, tolerances, offsets, size);
  const recall = sharesNear(truth, found, tolerances, offsets, size);
  return tolerances.map((_, i) => {
    const [p, r] = [precision[i] ?? 0, recall[i] ?? 0];
    return p + r === 0 ? 0 : (2 * p * r) / (p + r);
  });
}

/** The share of `pixels` that have one of `others` within each tolerance. */
function sharesNear(
  pixels: Int32Array,
  others: Int32Array,
  tolerances: readonly number[],
  offsets: readonly Offset[],
  { width, height }: Size,
): number[] {
  const marked = new Uint8Array(width * height);
  for (const other of others) marked[other] = 1;
  const counts = tolerances.map(() => 0);
  for (const pixel of pixels) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    const near = offsets.find((offset) => {
      const [u, v] = [x + offset.x, y + offset.y];
      return u >= 0 && u < width && v >= 0 && v < height && marked[v * width + u] === 1;
    });
    if (!near) continue;
    tolerances.forEach((tolerance, i) => {
      if (near.distance <= tolerance) counts[i] = (counts[i] ?? 0) + 1;
    });
  }
  return counts.map((count) => (pixels.length === 0 ? 0 : count / pixels.length));
}
