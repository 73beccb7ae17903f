/** From a point at the person's edge inwards, see src/mask/arch-spans.ts: without vectors, for both kinds of kernels. */

/** Probability over which a point is the person's, and up to which one is surely room. */
const PERSON: f32 = 0.5;
const ROOM: f64 = 0.1;
/** Widths in points: of what closes an arch, and of the room in it. */
const MOST_BAR: i32 = 8;
const LEAST_GAP: i32 = 2;
const MOST_GAP: i32 = 24;
/** The room just outside: so many points from the second one on, and how many there must be. */
const OUTSIDE: i32 = 4;
const ENOUGH: i32 = 2;
/** A colour is the room's up to this distance, and clearly another from that one on: codes of 255, squared. */
const ALIKE: i32 = 24 * 24;
const OTHER: i32 = 48 * 48;

let mask: usize = 0;
let input: usize = 0;
let spans: usize = 0;
/** The room just outside: sums of so many points' colours. */
let red: i32 = 0;
let green: i32 = 0;
let blue: i32 = 0;
let count: i32 = 0;

/** Where the walks are. */
export function walkOn(ofMask: usize, ofInput: usize, ofSpans: usize): void {
  mask = ofMask;
  input = ofInput;
  spans = ofSpans;
}

export function isPerson(i: i32): bool {
  return load<f32>(mask + 4 * i) > PERSON;
}

/**
 * Marks the span behind a point at the edge, if there is one; returns how many, 0 or 1. step: what is added to a place for
 * the next one inwards; ahead: points that way, with itself; behind: points the other way.
 */
export function walk(at: i32, step: i32, ahead: i32, behind: i32): i32 {
  if (!readRoom(at, step, behind)) return 0;
  const from = behindBar(at, step, ahead);
  if (from === 0) return 0;
  const alike = ALIKE * count * count;
  const most = min(ahead, from + MOST_GAP);
  let to = from;
  for (let i = at + from * step; to < most; i += step) {
    if (!isPerson(i) || away(i) > alike) break;
    to++;
  }
  // Behind it the person goes on.
  if (to < from + LEAST_GAP || to === most || !isPerson(at + to * step)) return 0;
  for (let k = from; k < to; k++) store<f32>(spans + 4 * (at + k * step), 1);
  return 1;
}

/** Sums the colours of the points just outside; false where too few are surely room. */
function readRoom(at: i32, step: i32, behind: i32): bool {
  red = 0;
  green = 0;
  blue = 0;
  count = 0;
  const last = min(behind, 1 + OUTSIDE);
  let i = at - 2 * step;
  for (let k = 2; k <= last; k++) {
    if (<f64>load<f32>(mask + 4 * i) > ROOM) break;
    red += <i32>load<u8>(input + 4 * i);
    green += <i32>load<u8>(input + 4 * i, 1);
    blue += <i32>load<u8>(input + 4 * i, 2);
    count++;
    i -= step;
  }
  return count >= ENOUGH;
}

/** Points from an edge to where the room's colours begin again, behind something thin; 0 where they do not. */
function behindBar(at: i32, step: i32, ahead: i32): i32 {
  const alike = ALIKE * count * count;
  const other = OTHER * count * count;
  const last = min(ahead - 1, MOST_BAR);
  let isBar = false;
  let i = at;
  for (let k = 0; k <= last; k++) {
    const distance = away(i);
    if (isBar && distance <= alike) return k;
    if (distance >= other) isBar = true;
    i += step;
  }
  return 0;
}

/** Square of the distance of a point's colour to the mean outside, times that of `count`. */
function away(i: i32): i32 {
  const r = <i32>load<u8>(input + 4 * i) * count - red;
  const g = <i32>load<u8>(input + 4 * i, 1) * count - green;
  const b = <i32>load<u8>(input + 4 * i, 2) * count - blue;
  return r * r + g * g + b * b;
}
