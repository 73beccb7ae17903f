/**
 * See src/compositor/planes/plane-matte.ts and kernel-matte.ts: a point of the grid is one vector, and
 * a tile is read by rows of sixteen pixels.
 */
import {
  BACKGROUND,
  FOREGROUND,
  RAMP_HIGH,
  RAMP_LOW,
  TILE,
  UNKNOWN,
} from '../../src/kernels/constants';
import { PlaneMatteJob } from '../../src/kernels/jobs';
import { interleaveHigh, interleaveLow, joinHigh, joinLow } from './transpose';

const LOW: f32 = <f32>RAMP_LOW;
/** From an opacity of RAMP_LOW to RAMP_HIGH to one of 0..255. */
const SCALE: f32 = <f32>(255 / (RAMP_HIGH - RAMP_LOW));
/** Bytes of four coefficients for sixteen pixels. */
const LINE: i32 = 256;

let luma: usize = 0;
let u: usize = 0;
let v: usize = 0;
let alpha: usize = 0;
let points: usize = 0;
let columns: i32 = 0;
let width: i32 = 0;
/** For each of the frame's columns, whole tiles of them, and then for each row: see Axis. */
let firsts: usize = 0;
let ways: usize = 0;
/** Two lines of LINE bytes: the coefficients on two rows of the grid, for each pixel of a row of the tile at work. */
let lines: usize = 0;
/** Six numbers, see kernel-matte.ts. */
let factors: usize = 0;

/** Opacity at the frame's pixels, and the trimap of its tiles. */
export function planeMatte(job: PlaneMatteJob): void {
  const trimap = <usize>job.trimap;
  const bits = <usize>job.bits;
  const columnTables = <usize>job.tiles;
  const height = <i32>job.height;
  width = <i32>job.width;
  luma = <usize>job.frame;
  u = luma + width * height;
  v = u + (width * height) / 4;
  alpha = <usize>job.alpha;
  points = <usize>job.points;
  firsts = <usize>job.firsts;
  ways = <usize>job.ways;
  factors = <usize>job.factors;
  lines = <usize>job.scratch;
  const joined = <usize>job.converted;
  columns = <i32>job.columns;
  readBits(bits, columns * <i32>job.rows);
  const across = width / TILE;
  const down = height / TILE;
  const rowTables = columnTables + 12 * across;
  for (let ty = 0; ty < down; ty++) {
    const top = load<i32>(rowTables + 12 * ty);
    const bottom = load<i32>(rowTables + 12 * ty, 4);
    const isRowOut = load<i32>(rowTables + 12 * ty, 8);
    joinRows(bits, top, bottom, joined);
    for (let tx = 0; tx < across; tx++) {
      const left = load<i32>(columnTables + 12 * tx);
      const right = load<i32>(columnTables + 12 * tx, 4);
      let kind = isRowOut | load<i32>(columnTables + 12 * tx, 8) ? BACKGROUND : 0;
      for (let x = left; x <= right; x += 8) kind |= joinEight(joined + x, right + 1 - x);
      store<u8>(
        trimap + ty * across + tx,
        <u8>(kind === UNKNOWN ? readTile(tx, ty, across) : kind),
      );
    }
  }
}

/** What pixels next to each point may be, whatever their colour; writes up to three more. */
function readBits(bits: usize, count: i32): void {
  const high = f32x4.splat(<f32>RAMP_HIGH);
  const low = f32x4.splat(LOW);
  for (let i = 0; i < count; i += 4) {
    const a = v128.load(points + 16 * i);
    const b = v128.load(points + 16 * i, 16);
    const c = v128.load(points + 16 * i, 32);
    const d = v128.load(points + 16 * i, 48);
    const ab = interleaveLow(a, b);
    const cd = interleaveLow(c, d);
    const abOn = interleaveHigh(a, b);
    const cdOn = interleaveHigh(c, d);
    const red = f32x4.abs(joinLow(ab, cd));
    const green = f32x4.abs(joinHigh(ab, cd));
    const blue = f32x4.abs(joinLow(abOn, cdOn));
    const flat = joinHigh(abOn, cdOn);
    const spread = f32x4.add(f32x4.add(red, green), blue);
    const isPerson = f32x4.ge(f32x4.sub(flat, spread), high);
    const isRoom = f32x4.le(f32x4.add(flat, spread), low);
    const four = v128.or(
      v128.andnot(i32x4.splat(BACKGROUND), isPerson),
      v128.andnot(i32x4.splat(FOREGROUND), isRoom),
    );
    const eight = i16x8.narrow_i32x4_s(four, four);
    v128.store32_lane(bits + i, i8x16.narrow_i16x8_u(eight, eight), 0);
  }
}

/** Joins the bits of rows of points, column by column; reads and writes up to fifteen more. */
function joinRows(bits: usize, top: i32, bottom: i32, to: usize): void {
  for (let x = 0; x < columns; x += 16) {
    let all = i8x16.splat(0);
    for (let y = top; y <= bottom; y++) all = v128.or(all, v128.load(bits + y * columns + x));
    v128.store(to + x, all);
  }
}

/** Joins the bits of the first `count` of eight points; all of them from 8 on. */
function joinEight(at: usize, count: i32): i32 {
  let all = load<u64>(at);
  if (count < 8) all &= ((<u64>1) << (8 * count)) - 1;
  all |= all >> 32;
  all |= all >> 16;
  all |= all >> 8;
  return <i32>all & UNKNOWN;
}

/** Alpha of one tile's pixels, and the tile's kind by what they turned out to be. */
function readTile(tx: i32, ty: i32, across: i32): i32 {
  const chromaWidth = width / 2;
  const rowFirsts = firsts + 4 * TILE * across;
  const rowWays = ways + 4 * TILE * across;
  const black = v128.load32_splat(factors, 20);
  let least = i8x16.splat(-1);
  let most = i8x16.splat(0);
  // Which row of the grid each of the two lines holds.
  let evenRow = -1;
  let oddRow = -1;
  for (let y = TILE * ty; y < TILE * (ty + 1); y++) {
    const row = load<i32>(rowFirsts + 4 * y);
    let bytes = i8x16.splat(0);
    if (row >= 0) {
      if (((row & 1) === 0 ? evenRow : oddRow) !== row) readLine(row, tx);
      if (((row & 1) === 0 ? oddRow : evenRow) !== row + 1) readLine(row + 1, tx);
      evenRow = (row + 1) & -2;
      oddRow = row | 1;
      const above = lines + LINE * (row & 1);
      const below = lines + LINE * ((row + 1) & 1);
      const way = v128.load32_splat(rowWays + 4 * y);
      const chroma = (y >> 1) * chromaWidth + (TILE / 2) * tx;
      const half = i16x8.splat(128);
      const U = i16x8.sub(v128.load_ext<u8>(u + chroma), half);
      const V = i16x8.sub(v128.load_ext<u8>(v + chroma), half);
      const chromas = lines + 2 * LINE;
      v128.store(chromas, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(U)));
      v128.store(chromas, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(U)), 16);
      v128.store(chromas, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(V)), 32);
      v128.store(chromas, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(V)), 48);
      const values = chromas + 64;
      for (let x = 0; x < TILE; x += 4) {
        const at = luma + y * width + TILE * tx + x;
        const to = 16 * x;
        v128.store(values + 4 * x, four(at, black, chromas + 2 * x, above + to, below + to, way));
      }
      const a = v128.load(values);
      const b = v128.load(values, 16);
      const c = v128.load(values, 32);
      const d = v128.load(values, 48);
      bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
    }
    v128.store(alpha + y * width + TILE * tx, bytes);
    most = i8x16.max_u(most, bytes);
    least = i8x16.min_u(least, bytes);
  }
  if (!v128.any_true(most)) return BACKGROUND;
  return i8x16.all_true(i8x16.eq(least, i8x16.splat(-1))) ? FOREGROUND : UNKNOWN;
}

/** Two values, each for two pixels. */
function twice(at: usize): v128 {
  const two = v128.load64_zero(at);
  return v128.shuffle<i32>(two, two, 0, 0, 1, 1);
}

/** The coefficients of a row of the grid at the sixteen columns of a tile; none outside the matte. */
function readLine(row: i32, tx: i32): void {
  const to = lines + LINE * (row & 1);
  for (let x = 0; x < TILE; x += 4) {
    const at = 4 * (TILE * tx + x);
    const a = pointAt(row, at);
    const b = pointAt(row, at + 4);
    const c = pointAt(row, at + 8);
    const d = pointAt(row, at + 12);
    const ab = interleaveLow(a, b);
    const cd = interleaveLow(c, d);
    const abOn = interleaveHigh(a, b);
    const cdOn = interleaveHigh(c, d);
    const red = joinLow(ab, cd);
    const green = joinHigh(ab, cd);
    const blue = joinLow(abOn, cdOn);
    const flat = joinHigh(abOn, cdOn);
    const light = f32x4.add(f32x4.add(red, green), blue);
    v128.store(to + 16 * x, times(light, 0));
    v128.store(to + 16 * x, f32x4.add(times(green, 4), times(blue, 8)), 16);
    v128.store(to + 16 * x, f32x4.add(times(red, 12), times(green, 16)), 32);
    v128.store(to + 16 * x, f32x4.mul(f32x4.sub(flat, f32x4.splat(LOW)), f32x4.splat(SCALE)), 48);
  }
}

/** The value times one of the factors. */
function times(value: v128, at: usize): v128 {
  return f32x4.mul(value, v128.load32_splat(factors + at));
}

/** A row's coefficients at a column of the frame. at: where it is in the tables. */
function pointAt(row: i32, at: usize): v128 {
  const column = load<i32>(firsts + at);
  if (column < 0) return f32x4.splat(0);
  const from = points + 16 * (row * columns + column);
  return mix(v128.load(from), v128.load(from, 16), v128.load32_splat(ways + at));
}

function mix(from: v128, to: v128, way: v128): v128 {
  return f32x4.add(from, f32x4.mul(f32x4.sub(to, from), way));
}

/** Opacity of four pixels, to be held to 0..255. chromas: two of U, and two of V 32 bytes on. */
function four(at: usize, black: v128, chromas: usize, above: usize, below: usize, way: v128): v128 {
  const bytes = i16x8.extend_low_i8x16_u(v128.load32_zero(at));
  const Y = f32x4.sub(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(bytes)), black);
  const y = mix(v128.load(above), v128.load(below), way);
  const u = mix(v128.load(above, 16), v128.load(below, 16), way);
  const v = mix(v128.load(above, 32), v128.load(below, 32), way);
  const flat = mix(v128.load(above, 48), v128.load(below, 48), way);
  const raw = f32x4.add(
    f32x4.add(f32x4.mul(y, Y), f32x4.mul(u, twice(chromas))),
    f32x4.add(f32x4.mul(v, twice(chromas + 32)), flat),
  );
  return i32x4.trunc_sat_f32x4_s(f32x4.add(raw, f32x4.splat(0.5)));
}
