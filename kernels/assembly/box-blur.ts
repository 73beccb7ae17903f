/** See src/compositor/planes/box-blur.ts: a pixel is one vector. */
import { BOX_PASSES } from '../../src/kernels/constants';
import { BoxBlurJob } from '../../src/kernels/jobs';

/** Bytes from a pixel to the ends of its box. */
let ahead: i32 = 0;
let share: v128 = f32x4.splat(0);
let endShare: v128 = f32x4.splat(0);

/** Blurs along both directions. */
export function boxBlur(job: BoxBlurJob): void {
  const from = <usize>job.from;
  const into = <usize>job.into;
  const turned = <usize>job.turned;
  const one = <usize>job.one;
  const other = <usize>job.other;
  const width = <i32>job.width;
  const height = <i32>job.height;
  const boxRadius = <i32>job.radius;
  const end = <f32>job.end;
  const whole = 2 * boxRadius + 1;
  const part = <f32>1 / (<f32>whole + end + end);
  ahead = 16 * (boxRadius + 1);
  share = f32x4.splat(part);
  endShare = f32x4.splat(part * end);
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
  const last = margin + 16 * length;
  for (let row = 0; row < count; row++) {
    const start = from + 16 * row * length;
    memory.copy(one + margin, start, 16 * length);
    const leftmost = v128.load(start);
    const rightmost = v128.load(start + 16 * (length - 1));
    for (let i = 0; i < margin; i += 16) {
      v128.store(one + i, leftmost);
      v128.store(one + last + i, rightmost);
    }
    pass(one, other, ahead, last + margin - ahead);
    pass(other, one, 2 * ahead, last + margin - 2 * ahead);
    pass(one, other, margin, last);
    for (let i = 0; i < length; i++)
      v128.store(into + 16 * (i * count + row), v128.load(other + margin + 16 * i));
  }
}

/** One box over a line, from byte `first` to before `last`. */
function pass(from: usize, to: usize, first: i32, last: i32): void {
  let sum = f32x4.splat(0);
  for (let i = first - ahead + 16; i < first + ahead; i += 16)
    sum = f32x4.add(sum, v128.load(from + i));
  for (let i = first; i < last; i += 16) {
    const before = v128.load(from + i - ahead);
    const behind = v128.load(from + i + ahead);
    const ends = f32x4.mul(endShare, f32x4.add(before, behind));
    v128.store(to + i, f32x4.add(f32x4.mul(share, sum), ends));
    sum = f32x4.add(sum, f32x4.sub(behind, v128.load(from + i - ahead + 16)));
  }
}
