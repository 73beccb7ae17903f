import type { Size } from '../../src/shared/geometry';

/** Standard deviation of the gaussian, pixels (Rhemann et al., "A Perceptually Motivated Online Benchmark for Image Matting", 2009). */
const SIGMA = 1.4;
const RADIUS = Math.ceil(3 * SIGMA);

const offsets = Array.from({ length: 2 * RADIUS + 1 }, (_, i) => i - RADIUS);
const bell = offsets.map((x) => Math.exp(-(x * x) / (2 * SIGMA * SIGMA)));
const bellSum = bell.reduce((sum, value) => sum + value, 0);
/** Weights of the smoothing, sum 1. */
const SMOOTH = Float32Array.from(bell, (value) => value / bellSum);
const slopes = bell.map((value, i) => value * (offsets[i] ?? 0));
const slopeSum = slopes.reduce((sum, value, i) => sum + value * (offsets[i] ?? 0), 0);
/** Weights of the derivative: a ramp of 1 per pixel gives 1. */
const SLOPE = Float32Array.from(slopes, (value) => value / slopeSum);

/**
 * Gradient magnitude of a plane (opacity 0..1 per pixel) at some pixels, by the derivative of a
 * gaussian; the plane is held at its edges. at: indices of the pixels.
 */
export function gradientsAt(
  plane: Float32Array,
  { width, height }: Size,
  at: Int32Array,
): Float32Array {
  const smoothed = new Float32Array(plane.length);
  const sloped = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      let smooth = 0;
      let slope = 0;
      const inner = x >= RADIUS && x < width - RADIUS;
      for (let k = 0; k <= 2 * RADIUS; k++) {
        const u = x + k - RADIUS;
        const value = plane[row + (inner ? u : Math.min(width - 1, Math.max(0, u)))] as number;
        smooth += value * (SMOOTH[k] as number);
        slope += value * (SLOPE[k] as number);
      }
      smoothed[row + x] = smooth;
      sloped[row + x] = slope;
    }
  }
  const magnitudes = new Float32Array(at.length);
  for (let i = 0; i < at.length; i++) {
    const pixel = at[i] as number;
    const x = pixel % width;
    const y = (pixel - x) / width;
    let across = 0;
    let down = 0;
    for (let k = 0; k <= 2 * RADIUS; k++) {
      const v = Math.min(height - 1, Math.max(0, y + k - RADIUS));
      across += (sloped[v * width + x] as number) * (SMOOTH[k] as number);
      down += (smoothed[v * width + x] as number) * (SLOPE[k] as number);
    }
    magnitudes[i] = Math.sqrt(across * across + down * down);
  }
  return magnitudes;
}
