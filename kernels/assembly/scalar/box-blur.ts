/** Lines are numbers of 64 bits, which JavaScript reckons with fastest. */
import { BOX_PASSES } from '../../../src/kernels/constants';
import { BoxBlurJob } from '../../../src/kernels/jobs';

/** Bytes from a pixel to the ends of its box. */
let ahead: i32 = 0;
let share: f64 = 0;
let end: f64 = 0;

/** Blurs along both directions. */
export function boxBlur(job: BoxBlurJob): void {
  const from = <usize>job.from;
  const into = <usize>job.into;
  const turned = <usize>job.turned;
  const one = <usize>job.one;
  const other = <usize>job.other;
  const width = <i32>job.width;
  const height = <i32>job.height;
  const radius = <i32>job.radius;
  end = job.end;
  ahead = 32 * (radius + 1);
  share = 1 / (<f64>(2 * radius + 1) + 2 * end);
  blurRows(from, turned, one, other, width, height);
  blurRows(turned, into, one, other, height, width);
}

/** Blurs the rows of `from` and writes them as the columns of `into`. */
function blurRows(
  from: usize,
  into: usize,
  one: usize,
  other: usize,
  length: i32,
  count: i32,
): void {
  const margin = BOX_PASSES * ahead;
  const last = margin + 32 * length;
  for (let row = 0; row < count; row++) {
    const start = from + 16 * row * length;
    for (let i = 0; i < 16 * length; i += 16) widen(start + i, one + margin + 2 * i);
    for (let i = 0; i < margin; i += 32) {
      widen(start, one + i);
      widen(start + 16 * (length - 1), one + last + i);
    }
    pass(one, other, ahead, last + margin - ahead);
    pass(other, one, 2 * ahead, last + margin - 2 * ahead);
    pass(one, other, margin, last);
    for (let i = 0; i < length; i++) narrow(other + margin + 32 * i, into + 16 * (i * count + row));
  }
}

function widen(from: usize, to: usize): void {
  store<f64>(to, load<f32>(from));
  store<f64>(to, load<f32>(from, 4), 8);
  store<f64>(to, load<f32>(from, 8), 16);
  store<f64>(to, load<f32>(from, 12), 24);
}

function narrow(from: usize, to: usize): void {
  store<f32>(to, <f32>load<f64>(from));
  store<f32>(to, <f32>load<f64>(from, 8), 4);
  store<f32>(to, <f32>load<f64>(from, 16), 8);
  store<f32>(to, <f32>load<f64>(from, 24), 12);
}

/** One box over a line, from byte `first` to before `last`. */
function pass(from: usize, to: usize, first: i32, last: i32): void {
  let red: f64 = 0;
  let green: f64 = 0;
  let blue: f64 = 0;
  let weight: f64 = 0;
  for (let at = from + first - ahead + 32; at < from + first + ahead; at += 32) {
    red += load<f64>(at);
    green += load<f64>(at, 8);
    blue += load<f64>(at, 16);
    weight += load<f64>(at, 24);
  }
  for (let i = first; i < last; i += 32) {
    const a = from + i - ahead;
    const b = from + i + ahead;
    store<f64>(to + i, share * (red + end * (load<f64>(a) + load<f64>(b))));
    store<f64>(to + i, share * (green + end * (load<f64>(a, 8) + load<f64>(b, 8))), 8);
    store<f64>(to + i, share * (blue + end * (load<f64>(a, 16) + load<f64>(b, 16))), 16);
    store<f64>(to + i, share * (weight + end * (load<f64>(a, 24) + load<f64>(b, 24))), 24);
    red += load<f64>(b) - load<f64>(a, 32);
    green += load<f64>(b, 8) - load<f64>(a, 40);
    blue += load<f64>(b, 16) - load<f64>(a, 48);
    weight += load<f64>(b, 24) - load<f64>(a, 56);
  }
}
