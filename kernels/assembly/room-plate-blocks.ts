/** What is known of a block of 8x8 points: whether its room is as it was, and the person's colours there. */
import { BLOCK, PERSON_SUMS } from '../../src/kernels/constants';
import { lanesOf, surelyNobody, surelyPerson } from './room-plate-band';
import { across, counts, down, height, input, seen, sums, trust, width } from './room-plate-places';

/** Blocks around each one that are judged with it. */
const AROUND: i32 = 2;
/** Known points below which nothing is said. */
const ENOUGH: u32 = 24;
/** Share of known points as they were from which a block is believed, and from which it is wholly. */
const DOUBTED: f32 = 0.75;
const BELIEVED: f32 = 0.92;
/** Known points of the frame below which nothing is said of it. */
const ENOUGH_IN_ALL: u32 = 100;

/** Writes how far each block is believed; returns the share of the frame's known points that do not fit. */
export function judgeBlocks(): f64 {
  let allKnown: u32 = 0;
  let allGood: u32 = 0;
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      const own = load<u32>(counts + 4 * (y * across + x));
      allKnown += own >>> 16;
      allGood += own & 0xffff;
      store<u32>(sums + 4 * (y * across + x), sumAround(counts + 4 * y * across, x, across, 1));
    }
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const all = sumAround(sums + 4 * x, y, down, across);
      const n = all >>> 16;
      const fits = all & 0xffff;
      const share: f32 = <f32>fits / <f32>max<u32>(1, n);
      const way: f32 = (share - DOUBTED) / (BELIEVED - DOUBTED);
      store<f32>(trust + 4 * (y * across + x), n < ENOUGH ? 0 : smoothStep(way));
      // Where the room has changed, what is hidden there has, too, as far as anybody knows.
      if (n >= ENOUGH && fits + fits < n) forgetHidden(x * BLOCK, y * BLOCK);
    }
  }
  return allKnown < ENOUGH_IN_ALL ? 0 : 1 - <f64>allGood / <f64>allKnown;
}

/** Sum of the numbers around the one at `at`, of `length` that are `step` numbers apart. */
function sumAround(from: usize, at: i32, length: i32, step: i32): u32 {
  const last = min(length - 1, at + AROUND);
  let sum: u32 = 0;
  for (let i = max(0, at - AROUND); i <= last; i++) sum += load<u32>(from + 4 * i * step);
  return sum;
}

function smoothStep(way: f32): f32 {
  const t: f32 = min<f32>(1, max<f32>(0, way));
  return t * t * (3 - 2 * t);
}

function forgetHidden(left: i32, top: i32): void {
  const bottom = min(height, top + BLOCK);
  for (let y = top; y < bottom; y++) {
    const sure = surelyNobody(left, y);
    const at = seen + y * width + left;
    for (let x = 0; x < BLOCK; x++) if (!((sure >> x) & 1)) store<u8>(at + x, 0);
  }
}

/** Sums the person's colours in each block. */
export function sumPerson(): void {
  let to = sums;
  for (let top = 0; top < height; top += BLOCK)
    for (let block = 0; block < across; block++) {
      sumBlock(block * BLOCK, top, min(height, top + BLOCK), to);
      to += 4 * PERSON_SUMS;
    }
}

function sumBlock(left: i32, top: i32, bottom: i32, to: usize): void {
  const byte = i32x4.splat(255);
  let count = 0;
  let red = i16x8.splat(0);
  let green = i16x8.splat(0);
  let blue = i16x8.splat(0);
  let squares = i32x4.splat(0);
  for (let y = top; y < bottom; y++) {
    const person = surelyPerson(left, y);
    if (!person) continue;
    const isPerson = lanesOf(person);
    const at = input + 4 * (y * width + left);
    const low = v128.load(at);
    const high = v128.load(at, 16);
    const r = v128.and(isPerson, i16x8.narrow_i32x4_s(v128.and(low, byte), v128.and(high, byte)));
    const g = v128.and(isPerson, shifted(low, high, 8));
    const b = v128.and(isPerson, shifted(low, high, 16));
    count += popcnt(person);
    red = i16x8.add(red, r);
    green = i16x8.add(green, g);
    blue = i16x8.add(blue, b);
    squares = i32x4.add(squares, i32x4.dot_i16x8_s(r, r));
    squares = i32x4.add(squares, i32x4.dot_i16x8_s(g, g));
    squares = i32x4.add(squares, i32x4.dot_i16x8_s(b, b));
  }
  const one = i16x8.splat(1);
  store<i32>(to, count);
  store<i32>(to + 4, sumOf(i32x4.dot_i16x8_s(red, one)));
  store<i32>(to + 8, sumOf(i32x4.dot_i16x8_s(green, one)));
  store<i32>(to + 12, sumOf(i32x4.dot_i16x8_s(blue, one)));
  store<i32>(to + 16, sumOf(squares));
}

function shifted(low: v128, high: v128, shift: i32): v128 {
  const byte = i32x4.splat(255);
  const a = v128.and(i32x4.shr_u(low, shift), byte);
  const b = v128.and(i32x4.shr_u(high, shift), byte);
  return i16x8.narrow_i32x4_s(a, b);
}

function sumOf(four: v128): i32 {
  const two = i32x4.add(four, v128.shuffle<i32>(four, four, 2, 3, 0, 1));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}
