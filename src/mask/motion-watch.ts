import type { Rect, Size } from '../shared/geometry';
import { median } from '../shared/quantile';

/** A glimpse of the whole frame, in pixels: cells. */
export const GLIMPSE: Size = { width: 40, height: 24 };

/** Cells outside the region that have to change: somebody's arm is larger. */
const ENOUGH = 4;
/** Change of a cell's luma, of 255, that is no noise in any light … */
const LEAST = 6;
/** … nor in this light: in medians of the change, which is four standard deviations and more. */
const MEDIANS = 6;
/** Luma, of 255, below which a cell says nothing of the exposure. */
const DARK = 8;

/** Sees whether something moves in the part of the frame that the model does not. */
export type MotionWatch = {
  /**
   * Takes a glimpse of the whole frame (RGBA, rows from the top). True when it has changed outside
   * `region` (fractions of the frame) since the glimpse before.
   */
  look(glimpse: Uint8Array, region: Rect): boolean;
  /** Forgets the glimpse before: there is none of the frame that went. */
  forget(): void;
};

/**
 * Each cell is compared with itself in the frame before, less the exposure: one gain for all cells,
 * the median of theirs. Camera noise moves all cells about alike, somebody who enters only some: the
 * threshold hangs on the median change.
 */
export function createMotionWatch(): MotionWatch {
  const { width, height } = GLIMPSE;
  const count = width * height;
  const luma = new Float32Array(count);
  const before = new Float32Array(count);
  const change = new Float32Array(count);
  const gains = new Float32Array(count);
  let known = false;

  const readLuma = (glimpse: Uint8Array) => {
    for (let i = 0; i < count; i++) {
      const red = glimpse[4 * i];
      const green = glimpse[4 * i + 1];
      const blue = glimpse[4 * i + 2];
      luma[i] = 0.299 * red + 0.587 * green + 0.114 * blue;
    }
  };

  const exposure = (): number => {
    let bright = 0;
    for (let i = 0; i < count; i++) {
      const was = before[i];
      if (was < DARK) continue;
      gains[bright++] = luma[i] / was;
    }
    return bright > 0 ? median(gains.subarray(0, bright)) : 1;
  };

  const measureChange = () => {
    const gain = exposure();
    for (let i = 0; i < count; i++) change[i] = Math.abs(luma[i] - gain * before[i]);
  };

  /** Cells that lie wholly outside the region and have changed by more than `threshold`. */
  const countChanged = (region: Rect, threshold: number): number => {
    const right = region.x + region.width;
    const bottom = region.y + region.height;
    let changed = 0;
    for (let y = 0; y < height; y++) {
      const beside = (y + 1) / height <= region.y || y / height >= bottom;
      for (let x = 0; x < width; x++) {
        const outside = beside || (x + 1) / width <= region.x || x / width >= right;
        if (outside && change[y * width + x] > threshold) changed++;
      }
    }
    return changed;
  };

  return {
    look: (glimpse, region) => {
      if (glimpse.length !== 4 * count) throw new Error(`expected a glimpse of ${width}x${height}`);
      readLuma(glimpse);
      let moves = false;
      if (known) {
        measureChange();
        const threshold = Math.max(LEAST, MEDIANS * median(change));
        moves = countChanged(region, threshold) >= ENOUGH;
      }
      before.set(luma);
      known = true;
      return moves;
    },
    forget: () => {
      known = false;
    },
  };
}
