import type { Arena } from '../kernels/arena';
import type { Size } from '../shared/geometry';
import { createRunFinder } from './runs';

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
/** A colour is the room's up to this distance, and clearly another from that one on: codes of 255, squared. */
const ALIKE = 24 ** 2;
const OTHER = 48 ** 2;

/**
 * Writes 1 into `spans` where the room may be seen behind something thin, and 0 elsewhere; true if it is anywhere. mask:
 * 0..1, in the arena. input: RGBA of the model.
 */
export type SpanFinder = (mask: Float32Array, input: Uint8Array, spans: Float32Array) => boolean;

/**
 * A point at the person's edge, the way inwards (what is added to a place for the next one), and how many points lie
 * ahead (with itself) and behind.
 */
type EdgeVisitor = (at: number, step: number, ahead: number, behind: number) => void;

/**
 * Follows rows and columns from the room into the person: something thin of another colour, then colours of the room just
 * outside, then the person again. The points with the room's colours are such a span.
 */
export function createSpanFinder(size: Size, arena: Arena): SpanFinder {
  const visitEdges = createEdges(size, arena);
  return (mask, input, spans) => {
    spans.fill(0);
    let isAny = false;
    visitEdges(mask, (at, step, ahead, behind) => {
      const room = roomOutside(mask, input, at, step, behind);
      if (!room) return;
      const from = behindBar(input, room, at, step, ahead);
      if (from === 0) return;
      const most = Math.min(ahead, from + MOST_GAP);
      let to = from;
      for (let i = at + from * step; to < most; to++, i += step)
        if (mask[i] <= PERSON || away(input, i, room) > ALIKE) break;
      // Behind it the person goes on.
      if (to < from + LEAST_GAP || to === most || mask[at + to * step] <= PERSON) return;
      isAny = true;
      for (let k = from; k < to; k++) spans[at + k * step] = 1;
    });
    return isAny;
  };
}

/** Calls back with each place where a row or a column comes from the room to a person. */
function createEdges({ width, height }: Size, arena: Arena) {
  const { firsts, lasts, find } = createRunFinder({ width, height }, arena);

  /** The points of one row's runs that those of another row, `offset` points on, do not have. */
  const uncovered = (row: Row, other: Row, offset: number, visit: (at: number) => void) => {
    for (let run = row.from; run < row.to; run++) {
      let at = firsts[run];
      for (let by = other.from; by < other.to; by++) {
        const first = Math.min(lasts[run], firsts[by] + offset);
        for (; at < first; at++) visit(at);
        at = Math.max(at, lasts[by] + offset);
      }
      for (; at < lasts[run]; at++) visit(at);
    }
  };

  return (mask: Float32Array, visit: EdgeVisitor) => {
    const count = find(mask, PERSON, 1);
    let above: Row = { from: 0, to: 0 };
    for (let y = 0; y < height; y++) {
      let to = above.to;
      for (; to < count && firsts[to] < (y + 1) * width; to++) {
        const [left, right] = [firsts[to] - y * width, lasts[to] - y * width];
        visit(firsts[to], 1, width - left, left);
        visit(lasts[to] - 1, -1, right, width - right);
      }
      const row = { from: above.to, to };
      uncovered(row, above, width, (at) => visit(at, width, height - y, y));
      uncovered(above, row, -width, (at) => visit(at, -width, y, height - y));
      above = row;
    }
  };
}

/** Runs of a row, `to` excluded. */
type Row = { readonly from: number; readonly to: number };

/** A mean colour, codes of 255. */
type Color = { readonly red: number; readonly green: number; readonly blue: number };

/** Square of the distance of a point's colour to another one. */
function away(input: Uint8Array, i: number, { red, green, blue }: Color): number {
  const r = input[4 * i] - red;
  const g = input[4 * i + 1] - green;
  const b = input[4 * i + 2] - blue;
  return r * r + g * g + b * b;
}

/** Points from an edge to where the room's colours begin again, behind something thin; 0 where they do not. */
function behindBar(
  input: Uint8Array,
  room: Color,
  at: number,
  step: number,
  ahead: number,
): number {
  const last = Math.min(ahead - 1, MOST_BAR);
  let most = 0;
  for (let k = 0, i = at; k <= last; k++, i += step) {
    const distance = away(input, i, room);
    if (most >= OTHER && distance <= ALIKE) return k;
    most = Math.max(most, distance);
  }
  return 0;
}

/** Mean colour of the points just outside; undefined where too few are surely room. */
function roomOutside(
  mask: Float32Array,
  input: Uint8Array,
  at: number,
  step: number,
  behind: number,
): Color | undefined {
  let [red, green, blue, count] = [0, 0, 0, 0];
  for (let k = 2; k < 2 + OUTSIDE && k <= behind; k++) {
    const i = at - k * step;
    if (mask[i] > ROOM) break;
    red += input[4 * i];
    green += input[4 * i + 1];
    blue += input[4 * i + 2];
    count++;
  }
  if (count < ENOUGH) return undefined;
  return { red: red / count, green: green / count, blue: blue / count };
}
