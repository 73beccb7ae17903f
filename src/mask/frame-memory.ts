import type { Arena } from '../kernels/arena';
import type { Rect, Size } from '../shared/geometry';
import { remapPlane } from './remap';

/** A frame's mask (0..1) and luma (0..1, or UNSEEN) at mask size. */
export type FrameMemory = { readonly mask: Float32Array; readonly luma: Float32Array };

/** Luma of a place that was not to be seen: far from any, so that the past counts for nothing. */
export const UNSEEN = -1;

/** A frame of which nothing has been seen yet, in the arena. */
export function createFrameMemory({ width, height }: Size, arena: Arena): FrameMemory {
  const count = width * height;
  return { mask: arena.floats(count), luma: arena.floats(count).fill(UNSEEN) };
}

/** Puts what was seen over one part of the frame where another part sees it. */
export function remapFrameMemory(
  { mask, luma }: FrameMemory,
  size: Size,
  from: Rect,
  to: Rect,
): void {
  if (sameRect(from, to)) return;
  mask.set(remapPlane(mask, size, from, to, 0));
  luma.set(remapPlane(luma, size, from, to, UNSEEN));
}

export function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
