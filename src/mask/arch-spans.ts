import type { Size } from '../shared/geometry';

/** Probability over which a point is the person's, and up to which one is surely room. */
const PERSON = 0.5;
const ROOM = 0.1;
/** Widths in points: of what closes an arch, and of the room in it. */
const MOST_BAR = 8;
const LEAST_GAP = 2;
const MOST_GAP = 24;
/** The room just outside: so many points from the second one on, and how many there must be. */
const OUTSIDE = 4;
const ENOUGH = 2;
/** A colour is the room's up to this distance, and clearly another from that one on, in codes of 255. */
const ALIKE = 24;
const OTHER = 48;

/**
 * Writes 1 into `spans` where the room may be seen behind something thin, and 0 elsewhere; true if it is anywhere. mask:
 * 0..1. input: RGBA of the model.
 */
export type SpanFinder = (mask: Float32Array, input: Uint8Array, spans: Float32Array) => boolean;

/** A point at the person's edge, the way inwards, and how many points lie ahead (with itself) and behind. */
type Edge = {
  readonly at: number;
  readonly step: number;
  readonly ahead: number;
  readonly behind: number;
};

/**
 * Follows rows and columns from the room into the person: something thin of another colour, then colours of the room just
 * outside, then the person again. The points with the room's colours are such a span.
 */
export function createSpanFinder({ width, height }: Size): SpanFinder {
  return (mask, input, spans) => {
    spans.fill(0);
    let isAny = false;
    const follow = (first: number, length: number, step: number) => {
      for (let n = ENOUGH + 1, i = first + n * step; n < length; n++, i += step) {
        if (mask[i] <= PERSON || mask[i - step] > PERSON) continue;
        const span = spanAt(mask, input, { at: i, step, ahead: length - n, behind: n });
        if (!span) continue;
        isAny = true;
        for (let k = span.from; k < span.to; k++) spans[i + k * step] = 1;
      }
    };
    for (let y = 0; y < height; y++) {
      follow(y * width, width, 1);
      follow(y * width + width - 1, width, -1);
    }
    for (let x = 0; x < width; x++) {
      follow(x, height, width);
      follow(x + width * (height - 1), height, -width);
    }
    return isAny;
  };
}

/** The span behind an edge, in points from it; undefined where there is none. */
function spanAt(mask: Float32Array, input: Uint8Array, edge: Edge) {
  const { at, step, ahead } = edge;
  const room = roomOutside(mask, input, edge);
  if (!room) return undefined;
  const [red, green, blue] = room;
  const away = (k: number) => {
    const i = 4 * (at + k * step);
    return Math.hypot(input[i] - red, input[i + 1] - green, input[i + 2] - blue);
  };
  let from = 0;
  let most = 0;
  for (; from < ahead && from <= MOST_BAR; from++) {
    const distance = away(from);
    if (most >= OTHER && distance <= ALIKE) break;
    most = Math.max(most, distance);
  }
  if (from > MOST_BAR || most < OTHER) return undefined;
  const isPerson = (k: number) => k < ahead && mask[at + k * step] > PERSON;
  let to = from;
  while (to < from + MOST_GAP && isPerson(to) && away(to) <= ALIKE) to++;
  // Behind it the person goes on.
  return to >= from + LEAST_GAP && to < from + MOST_GAP && isPerson(to) ? { from, to } : undefined;
}

/** Mean colour of the points just outside; undefined where too few are surely room. */
function roomOutside(mask: Float32Array, input: Uint8Array, { at, step, behind }: Edge) {
  let [red, green, blue, count] = [0, 0, 0, 0];
  for (let k = 2; k < 2 + OUTSIDE && k <= behind; k++) {
    const i = at - k * step;
    if (mask[i] > ROOM) break;
    red += input[4 * i];
    green += input[4 * i + 1];
    blue += input[4 * i + 2];
    count++;
  }
  return count >= ENOUGH ? ([red / count, green / count, blue / count] as const) : undefined;
}
