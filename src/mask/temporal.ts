import type { Rect, Size } from '../shared/geometry';
import { smoothstep } from './ramp';
import { remapPlane } from './remap';

/** Most that the past may weigh. */
const WEIGHT = 0.9;
/** Change of luma, 0..1, up to which a pixel stands still, and from which it moves. */
const STILL = 2 / 255;
const MOVES = 8 / 255;
/** Luma of a place that was not to be seen: far from any, so that the past counts for nothing. */
const UNSEEN = -1;

/** Steadies a mask in place. mask: probabilities 0..1. luma: 0..1, of the model input. */
export type Smoother = (mask: Float32Array, luma: Float32Array, region: Rect) => void;

/**
 * Gated smoothing: uncertain pixels lean on the frame before, but only where the picture stands
 * still, so nothing trails behind what moves. With p the new probability and c the mean change of
 * luma around the pixel (less the change of the whole picture, which is exposure):
 * `p + (before - p) · 0.9 · u · (1 - smoothstep(2/255, 8/255, c))`, u = 1 - (1 - 4p(1 - p))².
 */
export function createSmoother(size: Size): Smoother {
  const { width, height } = size;
  const count = width * height;
  let beforeMask = new Float32Array(count);
  let beforeLuma = new Float32Array(count).fill(UNSEEN);
  let beforeRegion: Rect | undefined;

  /** Puts the past where the new region sees it. */
  const follow = (region: Rect) => {
    if (beforeRegion && !sameRect(region, beforeRegion)) {
      beforeMask = remapPlane(beforeMask, size, beforeRegion, region, 0);
      beforeLuma = remapPlane(beforeLuma, size, beforeRegion, region, UNSEEN);
    }
    beforeRegion = region;
  };

  /** Mean change of the picture, by which a pixel's own is judged. */
  const exposureOf = (luma: Float32Array): number => {
    let sum = 0;
    let seen = 0;
    for (let i = 0; i < count; i++) {
      const before = beforeLuma[i] as number;
      if (before < 0) continue;
      sum += (luma[i] as number) - before;
      seen++;
    }
    return seen > 0 ? sum / seen : 0;
  };

  /** Mean change of the pixels around one. */
  const changeAt = (luma: Float32Array, exposure: number, x: number, y: number): number => {
    let sum = 0;
    let pixels = 0;
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const i = v * width + u;
        const before = beforeLuma[i] as number;
        sum += before < 0 ? 1 : Math.abs((luma[i] as number) - before - exposure);
        pixels++;
      }
    }
    return sum / pixels;
  };

  return (mask, luma, region) => {
    follow(region);
    const exposure = exposureOf(luma);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        const p = mask[i] as number;
        const certain = 1 - 4 * p * (1 - p);
        const uncertain = 1 - certain * certain;
        // Most pixels are certain: nothing to steady, nothing to measure.
        if (uncertain < 0.02) continue;
        const still = 1 - smoothstep(STILL, MOVES, changeAt(luma, exposure, x, y));
        mask[i] = p + ((beforeMask[i] as number) - p) * WEIGHT * uncertain * still;
      }
    }
    beforeMask.set(mask);
    beforeLuma.set(luma);
  };
}

function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
