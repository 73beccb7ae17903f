import type { Size } from '../../shared/geometry';
import type { ExtentReader } from '../extent';

/** What createExtentReader gives, by a plain loop. */
export function plainExtent({ width, height }: Size): ExtentReader {
  return (mask) => {
    let sum = 0;
    let [left, top, right, bottom] = [width, height, 0, 0];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const p = mask[y * width + x] as number;
        sum += p;
        if (p <= 0.5) continue;
        left = Math.min(left, x);
        right = Math.max(right, x + 1);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y + 1);
      }
    const box = { x: left, y: top, width: right - left, height: bottom - top };
    return { share: sum / (width * height), box: right > 0 ? box : undefined };
  };
}
