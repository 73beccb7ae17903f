import { describe, expect, it } from 'vitest';
import { createArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import type { Size } from '../../shared/geometry';
import { boxBlurBytes, boxOf, createBoxBlur } from './box-blur';
import { gaussianKernel, varianceOf } from './gaussian';

const module = compileKernels();
const kinds = { JavaScript: undefined, WASM: module };

/** Pixels of four values: bright squares on dark ground, and a constant weight. */
function squares(width: number, height: number): Float32Array {
  return Float32Array.from({ length: 4 * width * height }, (_, i) => {
    if (i % 4 === 3) return 1;
    const x = Math.floor(i / 4) % width;
    const y = Math.floor(i / 4 / width);
    return (Math.floor(x / 9) + Math.floor(y / 7) + (i % 4)) % 3 === 0 ? 1 : 0.1;
  });
}

/** The plain blur with a kernel's one side; the border is held. */
function blurPlainly(from: Float32Array, width: number, height: number, kernel: Float64Array) {
  const hold = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
  const along = (source: Float32Array, dx: number, dy: number) =>
    source.map((_, i) => {
      const x = Math.floor(i / 4) % width;
      const y = Math.floor(i / 4 / width);
      let sum = 0;
      for (let k = 1 - kernel.length; k < kernel.length; k++) {
        const at = hold(y + k * dy, height) * width + hold(x + k * dx, width);
        sum += (kernel[Math.abs(k)] as number) * (source[4 * at + (i % 4)] as number);
      }
      return sum;
    });
  return along(along(from, 1, 0), 0, 1);
}

describe('boxOf', () => {
  it.each([0.05, 0.3, 0.6667, 1, 2.5, 7, 33.3])('a box of variance %d', (variance) => {
    const { radius, end } = boxOf(variance);
    expect(end).toBeGreaterThanOrEqual(0);
    expect(end).toBeLessThan(1);
    let sum = 0;
    for (let i = -radius; i <= radius; i++) sum += i * i;
    const spread = (sum + 2 * end * (radius + 1) ** 2) / (2 * radius + 1 + 2 * end);
    expect(spread).toBeCloseTo(variance, 9);
  });
});

describe.each(Object.entries(kinds))('the box blur in %s', (_, kernels) => {
  const makeBlur = (size: Size, variance: number) =>
    createBoxBlur(size, variance, createArena(kernels, boxBlurBytes(size)));

  it.each([
    [1.2, 64, 40],
    [2.3, 64, 40],
    [4.1, 61, 37],
    [9, 40, 61],
  ])('is a gaussian of sigma %d on %dx%d', (sigma, width, height) => {
    const kernel = gaussianKernel(sigma);
    const from = squares(width, height);
    const blurred = new Float32Array(from.length);
    makeBlur({ width, height }, varianceOf(kernel))(from, blurred);
    const plain = blurPlainly(from, width, height, kernel);
    let worst = 0;
    for (const [i, value] of blurred.entries())
      worst = Math.max(worst, Math.abs(value - (plain[i] as number)));
    expect(worst).toBeLessThan(0.015);
  });

  it('leaves a plain picture as it is', () => {
    const from = new Float32Array(4 * 20 * 10).fill(0.7);
    const blurred = new Float32Array(from.length);
    makeBlur({ width: 20, height: 10 }, 30)(from, blurred);
    for (const value of blurred) expect(value).toBeCloseTo(0.7, 5);
  });
});
