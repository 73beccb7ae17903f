/** Values have 4 bits behind the point; two pixels are worked on in one number, as an integer, whatever the signs of its parts. */
import { FOREGROUND } from '../../../src/kernels/constants';
import { EnlargeJob } from '../../../src/kernels/jobs';

/** Steps of a value, and that for two pixels. */
const UNIT: i32 = 16;
const TWICE: i32 = 0x10001;
/** The one pixel of such a number, and the other. */
const LOWER: i32 = 0x00ff00ff;
const UPPER: i32 = <i32>0xff00ff00;
/** Where the dither pattern begins in the tables. */
const PATTERN: i32 = 144;

let from: usize = 0;
let width: i32 = 0;
let height: i32 = 0;
/** A row between two of the small plane; one value lies before it, and one behind it. */
let line: usize = 0;
/** Thresholds of a row, for the pixels 0 and 2, 1 and 3, 4 and 6, 5 and 7 of eight. */
let even: i32 = 0;
let odd: i32 = 0;
let evenOn: i32 = 0;
let oddOn: i32 = 0;

/** Draws all tiles that are not the person's, in runs as long as can be. */
export function enlarge(job: EnlargeJob): void {
  from = <usize>job.from;
  width = <i32>job.width;
  height = <i32>job.height;
  line = <usize>job.line + 4;
  const to = <usize>job.to;
  const trimap = <usize>job.trimap;
  const across = <i32>job.across;
  const tile = <i32>job.tile;
  const bits = <i32>job.bits;
  const pattern = <usize>job.tables + PATTERN;
  for (let ty = 0; ty < <i32>job.down; ty++) {
    const kinds = trimap + ty * across;
    for (let tx = 0; tx < across; tx++) {
      if (load<u8>(kinds + tx) === FOREGROUND) continue;
      const left = tx * tile;
      while (tx + 1 < across && load<u8>(kinds + tx + 1) !== FOREGROUND) tx++;
      const right = (tx + 1) * tile;
      for (let y = ty * tile; y < (ty + 1) * tile; y++) {
        readLine(y, bits, left >> bits, right >> bits);
        readThresholds(pattern + 16 * (y & 7));
        const start = to + y * across * tile;
        const first = line + 4 * (left >> bits);
        if (bits === 3) drawEight(first, start + left, start + right);
        else if (bits === 2) drawFour(first, start + left, start + right);
        else drawTwo(first, start + left, start + right);
      }
    }
  }
}

/** Values of a row between two of the small plane, one before `first` and one at `end` as well. */
function readLine(y: i32, bits: i32, first: i32, end: i32): void {
  const place = (<f64>y + 0.5) / <f64>(1 << bits) - 0.5;
  const upper = <i32>Math.floor(place);
  const way = <f64>UNIT * (place - <f64>upper);
  const above = from + 4 * max(0, upper) * width;
  const below = from + 4 * min(height - 1, upper + 1) * width;
  const last = min(width, end + 1);
  for (let x = max(0, first - 1); x < last; x++) {
    const value: f64 = load<f32>(above + 4 * x);
    const step = <f64>load<f32>(below + 4 * x) - value;
    store<i32>(line + 4 * x, <i32>(<f64>UNIT * value + step * way + 0.5));
  }
  store<i32>(line - 4, load<i32>(line));
  store<i32>(line + 4 * width, load<i32>(line + 4 * width - 4));
}

/** at: of eight thresholds, which have 7 bits behind the point. */
function readThresholds(at: usize): void {
  even = twoThresholds(at);
  odd = twoThresholds(at + 2);
  evenOn = twoThresholds(at + 8);
  oddOn = twoThresholds(at + 10);
}

function twoThresholds(at: usize): i32 {
  return ((<i32>load<i16>(at)) << 1) + ((<i32>load<i16>(at, 4)) << 17);
}

/**
 * Draws eight pixels of each small one, up to byte `end`: their values lie 1, 3, 5 and 7 sixteenths of the way
 * to the small pixel before or behind.
 */
function drawEight(first: usize, start: usize, end: usize): void {
  let i = first;
  let value = load<i32>(i);
  let step = value - load<i32>(i - 4);
  for (let at = start; at < end; at += 8) {
    const both = value * (UNIT * TWICE);
    store<i32>(at, join(both - step * 0x30007 + even, both - step * 0x10005 + odd));
    i += 4;
    const next = load<i32>(i);
    step = next - value;
    value = next;
    store<i32>(at, join(both + step * 0x50001 + evenOn, both + step * 0x70003 + oddOn), 4);
  }
}

/** The same with four pixels of each: 1 and 3 eighths of the way. */
function drawFour(first: usize, start: usize, end: usize): void {
  let i = first;
  let value = load<i32>(i);
  let step = value - load<i32>(i - 4);
  for (let at = start; at < end; at += 4) {
    i += 4;
    const next = load<i32>(i);
    const both = value * (UNIT * TWICE);
    const back = 2 * step;
    step = next - value;
    value = next;
    const isOn = ((at - start) & 4) !== 0;
    const evens = both - 3 * back + step * 0x20000 + (isOn ? evenOn : even);
    store<i32>(at, join(evens, both - back + step * 0x60000 + (isOn ? oddOn : odd)));
  }
}

/** The same with two pixels of each: a quarter of the way. */
function drawTwo(first: usize, start: usize, end: usize): void {
  let i = first;
  for (let at = start; at < end; at += 4) {
    const value = load<i32>(i);
    const next = load<i32>(i + 4);
    const both = UNIT * value + next * (UNIT << 16);
    const back = 4 * (value - load<i32>(i - 4));
    const step = 4 * (next - value);
    const far = 4 * (load<i32>(i + 8) - next);
    const isOn = ((at - start) & 4) !== 0;
    const evens = both - back - step * 0x10000 + (isOn ? evenOn : even);
    store<i32>(at, join(evens, both + step + far * 0x10000 + (isOn ? oddOn : odd)));
    i += 8;
  }
}

/** Four pixels: the whole parts of two and two. */
function join(evens: i32, odds: i32): i32 {
  return ((evens >>> 8) & LOWER) | (odds & UPPER);
}
