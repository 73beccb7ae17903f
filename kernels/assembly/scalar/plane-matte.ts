import {
  BACKGROUND,
  FOREGROUND,
  RAMP_HIGH,
  RAMP_LOW,
  TILE,
  UNKNOWN,
} from '../../../src/kernels/constants';
import { PlaneMatteJob } from '../../../src/kernels/jobs';

/** From an opacity of RAMP_LOW to RAMP_HIGH to one of 0..255. */
const SCALE: f64 = 255.0 / (RAMP_HIGH - RAMP_LOW);

let luma: usize = 0;
let u: usize = 0;
let v: usize = 0;
let alpha: usize = 0;
let points: usize = 0;
/** Each point's coefficients for Y, U, V and 1, giving 0..255; valid next to edge tiles. */
let converted: usize = 0;
let columns: i32 = 0;
let width: i32 = 0;
/** For each of the frame's columns: see Axis. */
let firsts: usize = 0;
let ways: usize = 0;
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
  v = u + ((width * height) >> 2);
  alpha = <usize>job.alpha;
  points = <usize>job.points;
  converted = <usize>job.converted;
  firsts = <usize>job.firsts;
  ways = <usize>job.ways;
  factors = <usize>job.factors;
  columns = <i32>job.columns;
  readBits(bits, columns * <i32>job.rows);
  const across = width / TILE;
  const rowTables = columnTables + 12 * across;
  for (let ty = 0; ty < height / TILE; ty++) {
    const top = load<i32>(rowTables + 12 * ty);
    const bottom = load<i32>(rowTables + 12 * ty, 4);
    const isRowOut = load<i32>(rowTables + 12 * ty, 8);
    for (let tx = 0; tx < across; tx++) {
      const left = load<i32>(columnTables + 12 * tx);
      const right = load<i32>(columnTables + 12 * tx, 4);
      let kind = isRowOut | load<i32>(columnTables + 12 * tx, 8) ? BACKGROUND : 0;
      for (let y = top; y <= bottom; y++)
        for (let x = left; x <= right; x++) kind |= <i32>load<u8>(bits + y * columns + x);
      if (kind === UNKNOWN) {
        for (let y = top; y <= bottom; y++)
          for (let x = left; x <= right; x++) convert(y * columns + x);
        kind = readTile(tx, ty, across);
      }
      store<u8>(trimap + ty * across + tx, <u8>kind);
    }
  }
}

/** What pixels next to each point may be, whatever their colour. */
function readBits(bits: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const at = points + 16 * i;
    const flat: f64 = load<f32>(at, 12);
    const redGreen = Math.abs(load<f32>(at)) + Math.abs(load<f32>(at, 4));
    const spread = redGreen + Math.abs(load<f32>(at, 8));
    // What is no number counts as either, and comes out as background when it is computed.
    const room = flat - spread >= RAMP_HIGH ? 0 : BACKGROUND;
    store<u8>(bits + i, <u8>(room | (flat + spread <= RAMP_LOW ? 0 : FOREGROUND)));
  }
}

/** Turns a point from `a·rgb + b` of 0..1 into opacity of 0..255 from Y, U, V. */
function convert(i: i32): void {
  const at = points + 16 * i;
  const to = converted + 32 * i;
  const red: f64 = load<f32>(at);
  const green: f64 = load<f32>(at, 4);
  const blue: f64 = load<f32>(at, 8);
  const ofY = factor(0) * (red + green + blue);
  const ofU = factor(1) * green + factor(2) * blue;
  const ofV = factor(3) * red + factor(4) * green;
  const flat = (<f64>load<f32>(at, 12) - RAMP_LOW) * SCALE;
  store<f64>(to, ofY);
  store<f64>(to, ofU, 8);
  store<f64>(to, ofV, 16);
  store<f64>(to, flat - factor(5) * ofY - 128 * (ofU + ofV), 24);
}

/** See plane-matte.ts of the compositor. */
function factor(index: i32): f64 {
  return load<f32>(factors + 4 * index);
}

/** Alpha of one tile's pixels, and the tile's kind by what they turned out to be. */
function readTile(tx: i32, ty: i32, across: i32): i32 {
  const rowFirsts = firsts + 4 * TILE * across;
  const rowWays = ways + 4 * TILE * across;
  let least = 255;
  let most = 0;
  for (let y = ty * TILE; y < (ty + 1) * TILE; y++) {
    const row = load<i32>(rowFirsts + 4 * y);
    const way: f64 = load<f32>(rowWays + 4 * y);
    const chromaRow = (y >> 1) * (width >> 1);
    // The coefficients of this row at the grid's columns before and after the pixel; on the way from cell to
    // cell the one after becomes the one before.
    let column = -2;
    let l0: f64 = 0;
    let l1: f64 = 0;
    let l2: f64 = 0;
    let l3: f64 = 0;
    let r0: f64 = 0;
    let r1: f64 = 0;
    let r2: f64 = 0;
    let r3: f64 = 0;
    for (let x = tx * TILE; x < (tx + 1) * TILE; x++) {
      const at = y * width + x;
      const next = load<i32>(firsts + 4 * x);
      if (row < 0 || next < 0) {
        store<u8>(alpha + at, 0);
        least = 0;
        continue;
      }
      if (next !== column) {
        const before = converted + 32 * (row * columns + next);
        if (next === column + 1) {
          l0 = r0;
          l1 = r1;
          l2 = r2;
          l3 = r3;
        } else {
          l0 = between(before, way);
          l1 = between(before + 8, way);
          l2 = between(before + 16, way);
          l3 = between(before + 24, way);
        }
        r0 = between(before + 32, way);
        r1 = between(before + 40, way);
        r2 = between(before + 48, way);
        r3 = between(before + 56, way);
        column = next;
      }
      const chroma = chromaRow + (x >> 1);
      const Y: f64 = load<u8>(luma + at);
      const U: f64 = load<u8>(u + chroma);
      const V: f64 = load<u8>(v + chroma);
      const before = l0 * Y + l1 * U + l2 * V + l3;
      const after = r0 * Y + r1 * U + r2 * V + r3;
      const raw = mix(before, after, load<f32>(ways + 4 * x));
      const value = raw >= 255 ? 255 : raw > 0 ? <i32>(raw + 0.5) : 0;
      if (value < least) least = value;
      if (value > most) most = value;
      store<u8>(alpha + at, <u8>value);
    }
  }
  if (most === 0) return BACKGROUND;
  return least === 255 ? FOREGROUND : UNKNOWN;
}

/** A coefficient between a row of points and the next. */
function between(at: usize, way: f64): f64 {
  return mix(load<f64>(at), load<f64>(at + 32 * columns), way);
}

function mix(from: f64, to: f64, way: f64): f64 {
  return from + (to - from) * way;
}
