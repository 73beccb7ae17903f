import type { Size } from '../shared/geometry';

/** How far around a hole the room's colours are looked at, and the person's, in points. */
const ROOM_AROUND = 28;
const PERSON_AROUND = 20;
/** About so many points are looked at there, and of the hole itself. */
const SAMPLES = 700;
const HOLE_SAMPLES = 40;
/** Fewer of room or of person tell nothing. */
const LEAST = 8;
/** Probability up to which a point is surely room, and from which it is surely person. */
const ROOM = 0.05;
const PERSON = 0.95;
/** A colour is the room's when the room has one no further away, in codes of 255 … */
const FAR = 30;
/** … and the person none within so many times that distance. */
const CLEARER = 1 / 0.6;
/** Part of the hole that must have the room's colours, and by how much less it may be in the frame after. */
const SHARE = 0.65;
const HELD = 0.3;

/** A hole in a mask: calls back with each of its runs of points, `last` excluded. */
export type Hole = (visit: (first: number, last: number) => void) => void;

/**
 * True for a gap through which the room is seen, false for a hole in the model's mask of a person. mask: probabilities
 * 0..1. input: RGBA of the model. wasGap: so it was in the frame before.
 */
export type IsGap = (hole: Hole, mask: Float32Array, input: Uint8Array, wasGap: boolean) => boolean;

/**
 * Makes the judge. Between arm and body the wall just outside goes on, while a badge or a print on a shirt has colours
 * that are not the room's, or that the person has around it, too.
 */
export function createGapJudge({ width, height }: Size): IsGap {
  const rooms: number[] = [];
  const people: number[] = [];

  const gather = (mask: Float32Array, box: Box) => {
    rooms.length = 0;
    people.length = 0;
    const { left, right, top, bottom } = widen(box, ROOM_AROUND);
    const near = widen(box, PERSON_AROUND);
    const step = Math.ceil(Math.sqrt(((right - left) * (bottom - top)) / SAMPLES));
    for (let y = top; y < bottom; y += step) {
      const isRowNear = y >= near.top && y < near.bottom;
      for (let x = left; x < right; x += step) {
        const i = y * width + x;
        if (mask[i] <= ROOM) rooms.push(i);
        else if (mask[i] >= PERSON && isRowNear && x >= near.left && x < near.right) people.push(i);
      }
    }
  };

  const widen = ({ left, right, top, bottom }: Box, by: number): Box => ({
    left: Math.max(0, left - by),
    right: Math.min(width, right + by),
    top: Math.max(0, top - by),
    bottom: Math.min(height, bottom + by),
  });

  const boundsOf = (hole: Hole) => {
    const box = { left: width, right: 0, top: height, bottom: 0, area: 0 };
    hole((first, last) => {
      const y = Math.floor(first / width);
      box.left = Math.min(box.left, first - y * width);
      box.right = Math.max(box.right, last - y * width);
      box.top = Math.min(box.top, y);
      box.bottom = y + 1;
      box.area += last - first;
    });
    return box;
  };

  return (hole, mask, input, wasGap) => {
    const box = boundsOf(hole);
    gather(mask, box);
    if (rooms.length < LEAST || people.length < LEAST) return false;
    const step = Math.ceil(box.area / HOLE_SAMPLES);
    let seen = 0;
    let alike = 0;
    let next = 0;
    hole((first, last) => {
      for (; next < last - first; next += step) {
        const toRoom = nearest(input, first + next, rooms);
        const isRooms = toRoom <= FAR && toRoom * CLEARER < nearest(input, first + next, people);
        if (isRooms) alike++;
        seen++;
      }
      next -= last - first;
    });
    return alike > (wasGap ? SHARE - HELD : SHARE) * seen;
  };
}

type Box = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** Distance of a point's colour to the nearest one of others, in codes of 255. */
function nearest(input: Uint8Array, point: number, others: readonly number[]): number {
  const red = input[4 * point];
  const green = input[4 * point + 1];
  const blue = input[4 * point + 2];
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) {
    const r = input[4 * other] - red;
    const g = input[4 * other + 1] - green;
    const b = input[4 * other + 2] - blue;
    least = Math.min(least, r * r + g * g + b * b);
  }
  return Math.sqrt(least);
}
