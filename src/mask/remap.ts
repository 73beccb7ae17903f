import type { Rect, Size } from '../shared/geometry';

/**
 * Reads a plane that shows one part of the frame as it would look over another part, bilinearly.
 * from, to: parts in fractions of the frame. Places that `from` does not show get `outside`.
 */
export function remapPlane(
  plane: Float32Array,
  { width, height }: Size,
  from: Rect,
  to: Rect,
  outside: number,
): Float32Array<ArrayBuffer> {
  const result = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const v = ((to.y + ((y + 0.5) / height) * to.height - from.y) / from.height) * height - 0.5;
    for (let x = 0; x < width; x++) {
      const u = ((to.x + ((x + 0.5) / width) * to.width - from.x) / from.width) * width - 0.5;
      const shown = u >= -0.5 && v >= -0.5 && u <= width - 0.5 && v <= height - 0.5;
      result[y * width + x] = shown ? readBilinear(plane, width, height, u, v) : outside;
    }
  }
  return result;
}

/** Reads a plane at another size, bilinearly. */
export function resizePlane(plane: Float32Array, from: Size, to: Size): Float32Array<ArrayBuffer> {
  const result = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y++) {
    const v = ((y + 0.5) / to.height) * from.height - 0.5;
    for (let x = 0; x < to.width; x++) {
      const u = ((x + 0.5) / to.width) * from.width - 0.5;
      result[y * to.width + x] = readBilinear(plane, from.width, from.height, u, v);
    }
  }
  return result;
}

/** A plane's value at a place in pixels, 0 the middle of the first; beyond a side, that side's. */
export function readBilinear(
  plane: Float32Array,
  width: number,
  height: number,
  u: number,
  v: number,
): number {
  const x = Math.min(width - 1, Math.max(0, u));
  const y = Math.min(height - 1, Math.max(0, v));
  const left = Math.floor(x);
  const top = Math.floor(y);
  const at = top * width + left;
  const right = left + 1 < width ? 1 : 0;
  const below = top + 1 < height ? width : 0;
  const s = x - left;
  const t = y - top;
  const upper = plane[at] * (1 - s) + plane[at + right] * s;
  const lower = plane[at + below] * (1 - s) + plane[at + below + right] * s;
  return upper * (1 - t) + lower * t;
}
