import { HARD_SWISH, RELU } from '../../../src/kernels/constants';
import { hardSwish, multiplyAdd } from './arithmetic';

/**
 * A convolution of single pixels over a whole picture. add: a picture that is added to the sums, or 0.
 * weights: [blocks of 8 outputs][inputs][8].
 */
export function mixChannels(
  from: usize,
  inputBlocks: i32,
  weights: usize,
  bias: usize,
  add: usize,
  to: usize,
  outputBlocks: i32,
  pixels: i32,
  activation: i32,
): void {
  const plane = (<usize>pixels) << 5;
  for (let block = 0; block < outputBlocks; block++) {
    mixRow(from, plane, inputBlocks, weights, bias, add, to, pixels, activation);
    weights += (<usize>inputBlocks) << 8;
    bias += 32;
    to += plane;
    if (add) add += plane;
  }
}

/**
 * The same for one block of 8 outputs over `pixels` pixels in a row, 5 or more of them. plane: bytes from one block of
 * inputs to the next. Five pixels of 8 channels are ten sums: with their two weights and one input they fill the
 * registers of x64. The loop's body is one step of each sum, and no more: V8 loads all that a body reads first.
 */
export function mixRow(
  from: usize,
  plane: usize,
  inputBlocks: i32,
  weights: usize,
  bias: usize,
  add: usize,
  to: usize,
  pixels: i32,
  activation: i32,
): void {
  const last = pixels - 5;
  const end = weights + ((<usize>inputBlocks) << 8);
  const low = v128.load(bias);
  const high = v128.load(bias, 16);
  const floor = f32x4.splat(activation === RELU ? 0 : -Infinity);
  for (let p = 0; p < pixels; p += 5) {
    // The last five lie over some that are done.
    if (p > last) p = last;
    const at = (<usize>p) << 5;
    let a0 = low;
    let a1 = high;
    let b0 = low;
    let b1 = high;
    let c0 = low;
    let c1 = high;
    let d0 = low;
    let d1 = high;
    let e0 = low;
    let e1 = high;
    if (add) {
      a0 = f32x4.add(a0, v128.load(add + at));
      a1 = f32x4.add(a1, v128.load(add + at, 16));
      b0 = f32x4.add(b0, v128.load(add + at, 32));
      b1 = f32x4.add(b1, v128.load(add + at, 48));
      c0 = f32x4.add(c0, v128.load(add + at, 64));
      c1 = f32x4.add(c1, v128.load(add + at, 80));
      d0 = f32x4.add(d0, v128.load(add + at, 96));
      d1 = f32x4.add(d1, v128.load(add + at, 112));
      e0 = f32x4.add(e0, v128.load(add + at, 128));
      e1 = f32x4.add(e1, v128.load(add + at, 144));
    }
    let x = from + at;
    let w = weights;
    do {
      const endOfBlock = w + 256;
      do {
        const w0 = v128.load(w);
        const w1 = v128.load(w, 16);
        const a = v128.load32_splat(x);
        a0 = multiplyAdd(a, w0, a0);
        a1 = multiplyAdd(a, w1, a1);
        const b = v128.load32_splat(x, 32);
        b0 = multiplyAdd(b, w0, b0);
        b1 = multiplyAdd(b, w1, b1);
        const c = v128.load32_splat(x, 64);
        c0 = multiplyAdd(c, w0, c0);
        c1 = multiplyAdd(c, w1, c1);
        const d = v128.load32_splat(x, 96);
        d0 = multiplyAdd(d, w0, d0);
        d1 = multiplyAdd(d, w1, d1);
        const e = v128.load32_splat(x, 128);
        e0 = multiplyAdd(e, w0, e0);
        e1 = multiplyAdd(e, w1, e1);
        x += 4;
        w += 32;
      } while (w !== endOfBlock);
      x += plane - 32;
    } while (w !== end);
    if (activation === HARD_SWISH) {
      a0 = hardSwish(a0);
      a1 = hardSwish(a1);
      b0 = hardSwish(b0);
      b1 = hardSwish(b1);
      c0 = hardSwish(c0);
      c1 = hardSwish(c1);
      d0 = hardSwish(d0);
      d1 = hardSwish(d1);
      e0 = hardSwish(e0);
      e1 = hardSwish(e1);
    }
    const out = to + at;
    v128.store(out, f32x4.pmax(a0, floor));
    v128.store(out, f32x4.pmax(a1, floor), 16);
    v128.store(out, f32x4.pmax(b0, floor), 32);
    v128.store(out, f32x4.pmax(b1, floor), 48);
    v128.store(out, f32x4.pmax(c0, floor), 64);
    v128.store(out, f32x4.pmax(c1, floor), 80);
    v128.store(out, f32x4.pmax(d0, floor), 96);
    v128.store(out, f32x4.pmax(d1, floor), 112);
    v128.store(out, f32x4.pmax(e0, floor), 128);
    v128.store(out, f32x4.pmax(e1, floor), 144);
  }
}
