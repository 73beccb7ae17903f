/** The guided filter's two steps, see src/mask/guided-filter.ts: windows that slide over the blocks, row by row. */
import { BLOCK, SUMS_BEFORE, SUMS_BEHIND, WINDOW_SUMS } from '../../src/kernels/constants';
import { GuidedJob } from '../../src/kernels/jobs';
import { isEdge, meanOf, PERSON, STEPS, solveFour, storeFlat } from './guided-solve';

/** Columns beside a block that are summed with it: the greatest radius, in whole vectors. */
const MARGIN: i32 = 4;

/** Planes of the step at work. */
let mask: usize = 0;
let input: usize = 0;
let solved: usize = 0;
let coefficients: usize = 0;
let levels: usize = 0;
let level: i32 = 0;
/** Of a window, 4 or 2. */
let radius: i32 = 0;
let width: i32 = 0;
let height: i32 = 0;
/** Column 0 of the first row of columns' sums, bytes from one row to the next; the same of windows. */
let columns: usize = 0;
let stride: i32 = 0;
let windows: usize = 0;
/** For each four columns the row from which their sums can go on. */
let ready: usize = 0;
let isSolving: bool = false;

/** Solves for the coefficients in each window. */
export function guidedSolve(job: GuidedJob): void {
  mask = <usize>job.mask;
  input = <usize>job.input;
  take(job);
  isSolving = true;
  const scratch = <usize>job.sums;
  stride = 4 * (SUMS_BEFORE + width + SUMS_BEHIND);
  columns = scratch + 4 * SUMS_BEFORE;
  windows = columns + WINDOW_SUMS * stride;
  ready = scratch + 2 * WINDOW_SUMS * stride;
  slideOver();
  fillNear();
}

/** Sets a = 0 and b to the mask in the blocks near those that were solved. */
function fillNear(): void {
  const across = width / BLOCK;
  const nothing = f32x4.splat(0);
  for (let y = 0; y < height; y++) {
    for (let block = 0; block < across; block++) {
      const near = <i32>load<u8>(levels + (y / BLOCK) * across + block);
      if (near === 0 || near >= level) continue;
      const first = y * width + block * BLOCK;
      for (let i = first; i < first + BLOCK; i++)
        v128.store(solved + 16 * i, f32x4.replace_lane(nothing, 3, load<f32>(mask + 4 * i)));
    }
  }
}

/** The mean of the windows that each point lies in. */
export function guidedMean(job: GuidedJob): void {
  coefficients = <usize>job.coefficients;
  take(job);
  isSolving = false;
  const scratch = <usize>job.sums;
  columns = scratch + 16 * SUMS_BEFORE;
  ready = scratch + 16 * (SUMS_BEFORE + width + SUMS_BEHIND);
  slideOver();
}

/** What both steps are told. */
function take(job: GuidedJob): void {
  solved = <usize>job.solved;
  levels = <usize>job.levels;
  width = <i32>job.width;
  height = <i32>job.height;
  level = <i32>job.level;
  radius = <i32>job.radius;
}

function slideOver(): void {
  memory.fill(ready, 0xff, width);
  const across = width / BLOCK;
  const down = (height + BLOCK - 1) / BLOCK;
  for (let row = 0; row < down; row++) {
    for (let block = 0; block < across; block++) {
      if (<i32>load<u8>(levels + row * across + block) < level) continue;
      const begin = block;
      while (block + 1 < across && <i32>load<u8>(levels + row * across + block + 1) >= level)
        block++;
      slide(row * BLOCK, begin * BLOCK, (block + 1) * BLOCK);
    }
  }
}

function slide(top: i32, left: i32, right: i32): void {
  const first = max(0, left - MARGIN);
  const last = min(width, right + MARGIN);
  const bottom = min(height, top + BLOCK);
  for (let x = first; x < last; x += 4) {
    if (load<i32>(ready + x) === top) continue;
    clear(x);
    for (let y = max(0, top - radius); y < min(height, top + radius); y++) add(y, -1, x, x + 4);
  }
  for (let y = top; y < bottom; y++) {
    add(y + radius < height ? y + radius : -1, y > top ? y - radius - 1 : -1, first, last);
    const rows = min(height, y + radius + 1) - max(0, y - radius);
    if (isSolving) solveRow(y, left, right, rows);
    else meanRow(y, left, right, rows);
  }
  add(-1, bottom - radius - 1, first, last);
  for (let x = first; x < last; x += 4) store<i32>(ready + x, bottom);
}

/** Sets the sums of four columns to nothing. */
function clear(x: i32): void {
  const nothing = i32x4.splat(0);
  if (isSolving) {
    for (let k = 0; k < WINDOW_SUMS; k++) v128.store(columns + k * stride + 4 * x, nothing);
  } else {
    for (let i = x; i < x + 4; i++) v128.store(columns + 16 * i, nothing);
  }
}

/** Adds a row to the sums of its columns, and takes another away; below 0 there is none. */
function add(enters: i32, leaves: i32, first: i32, last: i32): void {
  if (isSolving) addProducts(enters, leaves, first, last);
  else addSolved(enters, leaves, first, last);
}

/** A number of the row that enters and one of that which leaves lie in one lane, and make one product. */
function addProducts(enters: i32, leaves: i32, first: i32, last: i32): void {
  const low = i32x4.splat(0xff);
  const high = i32x4.splat(0xff0000);
  const sign = i32x4.splat(<i32>0xffff0001);
  for (let x = first; x < last; x += 4) {
    let here = i32x4.splat(0);
    let there = here;
    let p = here;
    if (enters >= 0) {
      here = v128.load(input + 4 * (enters * width + x));
      p = stepsAt(enters * width + x);
    }
    if (leaves >= 0) {
      there = v128.load(input + 4 * (leaves * width + x));
      p = v128.or(p, i32x4.shl(stepsAt(leaves * width + x), 16));
    }
    const r = v128.or(v128.and(here, low), v128.and(i32x4.shl(there, 16), high));
    const g = v128.or(v128.and(i32x4.shr_u(here, 8), low), v128.and(i32x4.shl(there, 8), high));
    const b = v128.or(v128.and(i32x4.shr_u(here, 16), low), v128.and(there, high));
    const red = i16x8.mul(r, sign);
    const green = i16x8.mul(g, sign);
    const blue = i16x8.mul(b, sign);
    const at = columns + 4 * x;
    put(at, 0, r, sign);
    put(at, 1, g, sign);
    put(at, 2, b, sign);
    put(at, PERSON, p, sign);
    put(at, 4, p, red);
    put(at, 5, p, green);
    put(at, 6, p, blue);
    put(at, 7, r, red);
    put(at, 8, r, green);
    put(at, 9, r, blue);
    put(at, 10, g, green);
    put(at, 11, g, blue);
    put(at, 12, b, blue);
  }
}

/** The mask in whole steps, of four points. */
function stepsAt(i: i32): v128 {
  const steps = f32x4.mul(v128.load(mask + 4 * i), f32x4.splat(STEPS));
  return i32x4.trunc_sat_f32x4_s(f32x4.add(steps, f32x4.splat(0.5)));
}

/** Adds products; those of the row that leaves are of a number and a negative one. */
function put(at: usize, k: i32, a: v128, b: v128): void {
  const to = at + k * stride;
  v128.store(to, i32x4.add(v128.load(to), i32x4.dot_i16x8_s(a, b)));
}

function addSolved(enters: i32, leaves: i32, first: i32, last: i32): void {
  for (let x = first; x < last; x++) {
    const to = columns + 16 * x;
    let sums = v128.load(to);
    if (leaves >= 0) sums = f32x4.sub(sums, v128.load(solved + 16 * (leaves * width + x)));
    if (enters >= 0) sums = f32x4.add(sums, v128.load(solved + 16 * (enters * width + x)));
    v128.store(to, sums);
  }
}

/** From sums of columns to sums of windows, which are nine columns wide. */
function joinNine(from: usize, to: usize, left: i32, right: i32): void {
  const before = v128.load(from + 4 * left - 16);
  const here = v128.load(from + 4 * left);
  let ahead = v128.load(from + 4 * left + 16);
  let pairs = i32x4.add(here, next(here, ahead));
  const pairsBefore = i32x4.add(before, next(before, here));
  let fours = i32x4.add(pairsBefore, nextButOne(pairsBefore, pairs));
  for (let x = left; x < right; x += 4) {
    const beyond = v128.load(from + 4 * x + 32);
    const pairsAhead = i32x4.add(ahead, next(ahead, beyond));
    const foursHere = i32x4.add(pairs, nextButOne(pairs, pairsAhead));
    v128.store(to + 4 * x, i32x4.add(i32x4.add(fours, foursHere), ahead));
    ahead = beyond;
    pairs = pairsAhead;
    fours = foursHere;
  }
}

/** The same of five columns. */
function joinFive(from: usize, to: usize, left: i32, right: i32): void {
  const before = v128.load(from + 4 * left - 16);
  let here = v128.load(from + 4 * left);
  let pairsBefore = i32x4.add(before, next(before, here));
  for (let x = left; x < right; x += 4) {
    const ahead = v128.load(from + 4 * x + 16);
    const pairs = i32x4.add(here, next(here, ahead));
    const fours = i32x4.add(nextButOne(pairsBefore, pairs), pairs);
    v128.store(to + 4 * x, i32x4.add(fours, nextButOne(here, ahead)));
    here = ahead;
    pairsBefore = pairs;
  }
}

function next(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 1, 2, 3, 4);
}

function nextButOne(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 2, 3, 4, 5);
}

/** Columns of the grid in a window. */
function columnsAt(x: i32): i32 {
  return min(width, x + radius + 1) - max(0, x - radius);
}

/** Pixels in the windows around four columns; rows: of the windows. */
function pixelsAt(x: i32, rows: i32): v128 {
  let n = i32x4.splat(rows * columnsAt(x));
  if (x >= radius && x + 4 + radius <= width) return n;
  n = i32x4.replace_lane(n, 1, rows * columnsAt(x + 1));
  n = i32x4.replace_lane(n, 2, rows * columnsAt(x + 2));
  return i32x4.replace_lane(n, 3, rows * columnsAt(x + 3));
}

/** Mean of the mask in four windows of a row. */
function meanAt(x: i32, rows: i32): v128 {
  return meanOf(v128.load(windows + PERSON * stride + 4 * x), pixelsAt(x, rows));
}

/** Only windows over an edge need all of their sums. */
function solveRow(y: i32, left: i32, right: i32, rows: i32): void {
  joinSum(PERSON, left, right);
  for (let x = left; x < right; x += 4) {
    const begin = x;
    const mean = meanAt(x, rows);
    while (x < right && v128.any_true(isEdge(meanAt(x, rows)))) x += 4;
    if (x === begin) {
      storeFlat(solved + 16 * (y * width + x), mean);
      continue;
    }
    for (let k = 0; k < WINDOW_SUMS; k++) if (k !== PERSON) joinSum(k, begin, x);
    for (let i = begin; i < x; i += 4)
      solveFour(windows + 4 * i, stride, pixelsAt(i, rows), solved + 16 * (y * width + i));
    x -= 4;
  }
}

function joinSum(k: i32, left: i32, right: i32): void {
  const from = columns + k * stride;
  const to = windows + k * stride;
  if (radius === MARGIN) joinNine(from, to, left, right);
  else joinFive(from, to, left, right);
}

function meanRow(y: i32, left: i32, right: i32, rows: i32): void {
  let total = f32x4.splat(0);
  for (let x = left - radius; x < left + radius; x++)
    total = f32x4.add(total, v128.load(columns + 16 * x));
  for (let x = left; x < right; x++) {
    total = f32x4.add(total, v128.load(columns + 16 * (x + radius)));
    const share = f32x4.splat(<f32>1 / <f32>(rows * columnsAt(x)));
    v128.store(coefficients + 16 * (y * width + x), f32x4.mul(total, share));
    total = f32x4.sub(total, v128.load(columns + 16 * (x - radius)));
  }
}
