/** What is known of a block of 8x8 points: whether its room is as it was, and the person's colours there. */
import { BLOCK, PERSON_SUMS, PLATE_PAD } from '../../src/kernels/constants';
import { RoomPlateJob } from '../../src/kernels/jobs';
import { isSureAt } from './room-plate-learn';

/** Blocks around each one that are judged with it. */
const AROUND: i32 = 2;
/** Known points below which nothing is said. */
const ENOUGH: i32 = 24;
/** Share of known points as they were from which a block is believed, and from which it is wholly. */
const DOUBTED: f32 = 0.75;
const BELIEVED: f32 = 0.92;
/** Known points of the frame below which nothing is said of it. */
const ENOUGH_IN_ALL: i32 = 100;
/** A mask of 0.95 or more is surely a person. */
const SURE: i16 = 242;

/** Writes how far each block is believed; returns the share of the frame's known points that do not fit. */
export function judgeBlocks(job: RoomPlateJob): f64 {
  const good = <usize>job.good;
  const known = <usize>job.known;
  const trust = <usize>job.trust;
  const across = <i32>job.width / BLOCK;
  const down = (<i32>job.height + BLOCK - 1) / BLOCK;
  let allKnown = 0;
  let allGood = 0;
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const at = 4 * (y * across + x);
      const n = sumAround(known, x, y, across, down);
      const fits = sumAround(good, x, y, across, down);
      allKnown += load<i32>(known + at);
      allGood += load<i32>(good + at);
      const share: f32 = <f32>fits / <f32>max(1, n);
      store<f32>(trust + at, n < ENOUGH ? 0 : smoothStep((share - DOUBTED) / (BELIEVED - DOUBTED)));
      // Where the room has changed, what is hidden there has, too, as far as anybody knows.
      if (n >= ENOUGH && 2 * fits < n) forgetHidden(job, x * BLOCK, y * BLOCK);
    }
  }
  return allKnown < ENOUGH_IN_ALL ? 0 : 1 - <f64>allGood / <f64>allKnown;
}

function sumAround(counts: usize, x: i32, y: i32, across: i32, down: i32): i32 {
  const right = min(across - 1, x + AROUND);
  const bottom = min(down - 1, y + AROUND);
  let sum = 0;
  for (let row = max(0, y - AROUND); row <= bottom; row++)
    for (let column = max(0, x - AROUND); column <= right; column++)
      sum += load<i32>(counts + 4 * (row * across + column));
  return sum;
}

function smoothStep(way: f32): f32 {
  const t: f32 = min<f32>(1, max<f32>(0, way));
  return t * t * (3 - 2 * t);
}

function forgetHidden(job: RoomPlateJob, left: i32, top: i32): void {
  const width = <i32>job.width;
  const bottom = min(<i32>job.height, top + BLOCK);
  for (let y = top; y < bottom; y++)
    for (let x = left; x < left + BLOCK; x++)
      if (!isSureAt(job, y * width + x, x, y)) store<u8>(<usize>job.seen + y * width + x, 0);
}

/** Sums the person's colours in each block. */
export function sumPerson(job: RoomPlateJob): void {
  const width = <i32>job.width;
  const height = <i32>job.height;
  const across = width / BLOCK;
  let to = <usize>job.sums;
  for (let top = 0; top < height; top += BLOCK)
    for (let block = 0; block < across; block++) {
      sumBlock(job, block * BLOCK, top, min(height, top + BLOCK), to);
      to += 4 * PERSON_SUMS;
    }
}

function sumBlock(job: RoomPlateJob, left: i32, top: i32, bottom: i32, to: usize): void {
  const width = <i32>job.width;
  const stride = width + 2 * PLATE_PAD;
  const input = <usize>job.input;
  const person = <usize>job.person + PLATE_PAD + left;
  const byte = i32x4.splat(255);
  let count = 0;
  let red = i16x8.splat(0);
  let green = i16x8.splat(0);
  let blue = i16x8.splat(0);
  let squares = i32x4.splat(0);
  for (let y = top; y < bottom; y++) {
    const own = i16x8.extend_low_i8x16_u(v128.load64_zero(person + y * stride));
    const isPerson = i16x8.ge_s(own, i16x8.splat(SURE));
    if (!v128.any_true(isPerson)) continue;
    const at = input + 4 * (y * width + left);
    const low = v128.load(at);
    const high = v128.load(at, 16);
    const r = v128.and(isPerson, i16x8.narrow_i32x4_s(v128.and(low, byte), v128.and(high, byte)));
    const g = v128.and(isPerson, shifted(low, high, 8));
    const b = v128.and(isPerson, shifted(low, high, 16));
    count += popcnt(i16x8.bitmask(isPerson));
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
