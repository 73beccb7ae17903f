/**
 * See src/compositor/planes/enlarge.ts. Values have 7 bits behind the point, so that differences of two
 * and sums with a threshold fit in 16 bits.
 */
import { DITHER_SIDE, ENLARGE_BITS, FOREGROUND } from '../../src/kernels/constants';
import { EnlargeJob } from '../../src/kernels/jobs';

const UNIT: f32 = <f32>(1 << ENLARGE_BITS);
/** Pixels drawn at once, and the side of the dither pattern. */
const EIGHT: i32 = DITHER_SIDE;

/** The small plane, and the one that is drawn, with the bytes from one of its rows to the next. */
let from: usize = 0;
let width: i32 = 0;
let height: i32 = 0;
let to: usize = 0;
let stride: i32 = 0;
let bits: i32 = 0;
let tables: usize = 0;
/** A row between two of the small plane, and the steps from one of its values to the next. */
let values: usize = 0;
let steps: usize = 0;

/** Draws all tiles that are not the person's, in runs as long as can be. */
export function enlarge(job: EnlargeJob): void {
  from = <usize>job.from;
  width = <i32>job.width;
  height = <i32>job.height;
  to = <usize>job.to;
  bits = <i32>job.bits;
  tables = <usize>job.tables;
  values = <usize>job.line + 16;
  steps = values + 2 * (width + 24);
  const trimap = <usize>job.trimap;
  const across = <i32>job.across;
  const tile = <i32>job.tile;
  stride = across * tile;
  for (let ty = 0; ty < <i32>job.down; ty++) {
    const kinds = trimap + ty * across;
    for (let tx = 0; tx < across; tx++) {
      if (load<u8>(kinds + tx) === FOREGROUND) continue;
      const begin = tx;
      while (tx + 1 < across && load<u8>(kinds + tx + 1) !== FOREGROUND) tx++;
      drawRun(begin * tile, (tx + 1) * tile, ty * tile, (ty + 1) * tile);
    }
  }
}

/** Draws `left` to before `right`, in pixels, of the rows `top` to before `bottom`; all multiples of eight. */
function drawRun(left: i32, right: i32, top: i32, bottom: i32): void {
  const first = left >> bits;
  const end = right >> bits;
  const table = tables + 48 * (bits - 1);
  const ofValue = v128.load(table);
  const ofStep = v128.load(table, 16);
  const ways = v128.load(table, 32);
  for (let y = top; y < bottom; y++) {
    readLine(y, first, end);
    for (let x = first - 1; x <= end; x += EIGHT) {
      const difference = i16x8.sub(v128.load(values + 2 * x, 2), v128.load(values + 2 * x));
      v128.store(steps + 2 * x, difference);
    }
    const thresholds = v128.load(tables + 144 + 16 * (y & 7));
    const row = to + y * stride;
    for (let x = left; x < right; x += EIGHT) {
      const small = 2 * (x >> bits);
      const value = i8x16.swizzle(v128.load(values + small), ofValue);
      const step = i8x16.swizzle(v128.load(steps + small - 2), ofStep);
      const sum = i16x8.add(i16x8.add(value, i16x8.q15mulr_sat_s(step, ways)), thresholds);
      const codes = i16x8.shr_u(sum, ENLARGE_BITS);
      const bytes = i8x16.narrow_i16x8_u(codes, codes);
      v128.store64_lane(row + x, bytes, 0);
    }
  }
}

/** Values of a row between two of the small plane, one before `first` and one behind `end` as well. */
function readLine(y: i32, first: i32, end: i32): void {
  const place = (<f32>y + 0.5) / <f32>(1 << bits) - 0.5;
  const upper = <i32>Mathf.floor(place);
  const way = f32x4.splat(place - <f32>upper);
  const above = from + 4 * max(0, upper) * width;
  const below = from + 4 * min(height - 1, upper + 1) * width;
  const unit = f32x4.splat(UNIT);
  for (let x = max(0, first - 1); x < min(width, end + 1); x += 4) {
    const a = v128.load(above + 4 * x);
    const b = v128.load(below + 4 * x);
    const mixed = f32x4.add(a, f32x4.mul(f32x4.sub(b, a), way));
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(mixed, unit), f32x4.splat(0.5)));
    v128.store64_lane(values + 2 * x, i16x8.narrow_i32x4_s(whole, whole), 0);
  }
  if (first === 0) store<i16>(values - 2, load<i16>(values));
  if (end === width) store<i16>(values + 2 * width, load<i16>(values + 2 * (width - 1)));
}
