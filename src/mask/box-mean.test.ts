import { expect, it } from 'vitest';
import { createBoxMean } from './box-mean';

it('is the mean of each window, cut at the borders', () => {
  const [width, height, radius] = [13, 9, 3];
  const plane = Float32Array.from({ length: width * height }, (_, i) => (i * 7919) % 101);
  const before = plane.slice();
  createBoxMean({ width, height }, radius)(plane);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let count = 0;
      for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
        for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
          sum += before[v * width + u] as number;
          count++;
        }
      }
      expect(plane[y * width + x]).toBeCloseTo(sum / count, 3);
    }
  }
});
