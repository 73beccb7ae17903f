import { isRecord } from './parse';

/**
 * A picture of what a track sends, for the popup. base64: its RGBA pixels, row by row; as text, since on its way
 * it passes through messages that hold no bytes, and worlds that do not know each other's.
 */
export type SmallPicture = {
  readonly width: number;
  readonly height: number;
  readonly base64: string;
};

/** Its longer side, in pixels. */
export const SMALL_SIDE = 320;
/** Of the first one that somebody sees, for a moment: a quarter of the bytes is there sooner. */
export const FIRST_SIDE = 160;

/** Reads one from data nobody vouches for; undefined when it is none. Never throws. */
export function parseSmallPicture(value: unknown): SmallPicture | undefined {
  if (!isRecord(value)) return undefined;
  const { width, height, base64 } = value;
  if (!isSide(width) || !isSide(height) || typeof base64 !== 'string') return undefined;
  const length = 4 * Math.ceil((4 * width * height) / 3);
  return base64.length === length ? { width, height, base64 } : undefined;
}

function isSide(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= SMALL_SIDE;
}
