import type { Rect, Size } from '../shared/geometry';
import type { createComponents } from './components';
import { inFrame, overlap } from './places';
import { touches } from './region';

/** A look of which more is somebody has gone wrong: there is room around whoever it is at. */
const FULL = 0.75;
/** Half tones so far from somebody are theirs, in points. */
const RIM = 3;
/** Part of somebody's area from which on something beside them may be somebody, too. */
const BESIDE = 0.1;

/**
 * Reads a look at a part of the frame, a mask (0..1, in the arena): where somebody is in it who was last seen at a place, both
 * in fractions of the frame; undefined when they are not there. Leaves in the mask them, who else may be there,
 * and who reaches beyond the region.
 */
export type LookReader = (mask: Float32Array, region: Rect, expected: Rect) => Rect | undefined;

export function createLookReader(
  size: Size,
  components: ReturnType<typeof createComponents>,
): LookReader {
  const { width, height } = size;
  const kept = new Float32Array(width * height);

  /** Keeps a run of points and the rim around it. */
  const keep = (mask: Float32Array, first: number, last: number) => {
    const y = Math.floor(first / width);
    const left = Math.max(y * width, first - RIM);
    const right = Math.min((y + 1) * width, last + RIM);
    for (let row = Math.max(0, y - RIM); row <= Math.min(height - 1, y + RIM); row++) {
      const off = (row - y) * width;
      kept.set(mask.subarray(left + off, right + off), left + off);
    }
  };

  return (mask, region, expected) => {
    kept.fill(0);
    const sum = mask.reduce((all, p) => all + p, 0);
    const { list, box, visit } = components(mask, 0.5, 1);
    const boxes = list.map((_, i) => inFrame(box(i), size, region));
    const shares = boxes.map((found) => overlap(found, expected));
    const best = shares.indexOf(Math.max(...shares, Number.MIN_VALUE));
    const isFull = sum > FULL * mask.length;
    const least = BESIDE * (list[best]?.area ?? 0);
    for (const [i, found] of boxes.entries()) {
      const mayStay = (list[i]?.area ?? 0) >= least || touches(found, region);
      if (mayStay && !isFull) visit(i, (first, last) => keep(mask, first, last));
    }
    mask.set(kept);
    return isFull ? undefined : boxes[best];
  };
}
