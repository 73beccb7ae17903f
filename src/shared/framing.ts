import type { Rect, Size } from './geometry';
import { isRecord } from './parse';

/** Which part of a picture is shown. */
export type Framing = {
  /** The point around which it is cut, as fractions of the picture: 0 left or top, 1 right or bottom. */
  readonly x: number;
  readonly y: number;
  /** 1 shows as much as fills the frame; at most MOST_ZOOM. */
  readonly zoom: number;
};

/** As a picture is shown that nobody has moved. */
export const CENTERED: Framing = { x: 0.5, y: 0.5, zoom: 1 };

/** Of a picture of 1920 pixels, 480 fill the frame then. */
export const MOST_ZOOM = 4;

/**
 * The part of `picture`, as fractions of it, that fills `frame` around the framing's point: as near to its middle as
 * the edges allow.
 */
export function framedPart(picture: Size, frame: Size, { x, y, zoom }: Framing): Rect {
  const scale = zoom * Math.max(frame.width / picture.width, frame.height / picture.height);
  const width = frame.width / (picture.width * scale);
  const height = frame.height / (picture.height * scale);
  return { x: startOf(x, width), y: startOf(y, height), width, height };
}

/** The same framing with its point where it has an effect: in the middle of what is shown. */
export function settledFraming(picture: Size, frame: Size, framing: Framing): Framing {
  const { x, y, width, height } = framedPart(picture, frame, framing);
  return { x: x + width / 2, y: y + height / 2, zoom: framing.zoom };
}

/** Reads a framing from data nobody vouches for; undefined when it is none. Never throws. */
export function parseFraming(value: unknown): Framing | undefined {
  if (!isRecord(value)) return undefined;
  const { x, y, zoom } = value;
  return isWithin(x, 0, 1) && isWithin(y, 0, 1) && isWithin(zoom, 1, MOST_ZOOM)
    ? { x, y, zoom }
    : undefined;
}

function startOf(middle: number, length: number): number {
  return Math.min(1 - length, Math.max(0, middle - length / 2));
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}
