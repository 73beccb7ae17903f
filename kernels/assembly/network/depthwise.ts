import { hardSwish, multiplyAdd, relu } from './arithmetic';

/**
 * Depthwise convolutions of one row of a block of 8 channels, four pixels of four channels at a time, 4 pixels or more.
 * weights: [taps][8], then the bias. sum: 8 floats, to which the results are added. The body of the loops is one row
 * of taps; for its length see pointwise.ts.
 */

/** 3x3 with relu. above, here, below: rows of pixels + 2. residual: the pixels themselves are added to the results. */
export function row3(
  above: usize,
  here: usize,
  below: usize,
  weights: usize,
  to: usize,
  pixels: i32,
  sum: usize,
  residual: bool,
): void {
  for (let half: usize = 0; half < 32; half += 16) {
    const bias = v128.load(weights + half, 288);
    let total = v128.load(sum + half);
    for (let p = 0; p < pixels; p += 4) {
      const last = pixels - 4;
      if (p > last) {
        total = takeBack(total, to + half, last, p);
        p = last;
      }
      const at = ((<usize>p) << 5) + half;
      let a = bias;
      let b = bias;
      let c = bias;
      let d = bias;
      let w = weights + half;
      for (let y = 0; y < 3; y++) {
        const x = at + (y === 0 ? above : y === 1 ? here : below);
        const w0 = v128.load(w);
        const w1 = v128.load(w, 32);
        const w2 = v128.load(w, 64);
        a = multiplyAdd(v128.load(x), w0, a);
        const second = v128.load(x, 32);
        a = multiplyAdd(second, w1, a);
        b = multiplyAdd(second, w0, b);
        const third = v128.load(x, 64);
        a = multiplyAdd(third, w2, a);
        b = multiplyAdd(third, w1, b);
        c = multiplyAdd(third, w0, c);
        const fourth = v128.load(x, 96);
        b = multiplyAdd(fourth, w2, b);
        c = multiplyAdd(fourth, w1, c);
        d = multiplyAdd(fourth, w0, d);
        const fifth = v128.load(x, 128);
        c = multiplyAdd(fifth, w2, c);
        d = multiplyAdd(fifth, w1, d);
        d = multiplyAdd(v128.load(x, 160), w2, d);
        w += 96;
      }
      a = relu(a);
      b = relu(b);
      c = relu(c);
      d = relu(d);
      if (residual) {
        a = f32x4.add(a, v128.load(here + at, 32));
        b = f32x4.add(b, v128.load(here + at, 64));
        c = f32x4.add(c, v128.load(here + at, 96));
        d = f32x4.add(d, v128.load(here + at, 128));
      }
      total = f32x4.add(total, storeFour(to + at, a, b, c, d));
    }
    v128.store(sum + half, total);
  }
}

/** 3x3 of every second pixel with relu. above, here, below: rows of 2 * pixels + 1. */
export function halve3(
  above: usize,
  here: usize,
  below: usize,
  weights: usize,
  to: usize,
  pixels: i32,
  sum: usize,
): void {
  for (let half: usize = 0; half < 32; half += 16) {
    const bias = v128.load(weights + half, 288);
    let total = v128.load(sum + half);
    for (let p = 0; p < pixels; p += 4) {
      const last = pixels - 4;
      if (p > last) {
        total = takeBack(total, to + half, last, p);
        p = last;
      }
      const at = ((<usize>p) << 6) + half;
      let a = bias;
      let b = bias;
      let c = bias;
      let d = bias;
      let w = weights + half;
      for (let y = 0; y < 3; y++) {
        const x = at + (y === 0 ? above : y === 1 ? here : below);
        const w0 = v128.load(w);
        const w1 = v128.load(w, 32);
        const w2 = v128.load(w, 64);
        a = multiplyAdd(v128.load(x), w0, a);
        a = multiplyAdd(v128.load(x, 32), w1, a);
        const third = v128.load(x, 64);
        a = multiplyAdd(third, w2, a);
        b = multiplyAdd(third, w0, b);
        b = multiplyAdd(v128.load(x, 96), w1, b);
        const fifth = v128.load(x, 128);
        b = multiplyAdd(fifth, w2, b);
        c = multiplyAdd(fifth, w0, c);
        c = multiplyAdd(v128.load(x, 160), w1, c);
        const seventh = v128.load(x, 192);
        c = multiplyAdd(seventh, w2, c);
        d = multiplyAdd(seventh, w0, d);
        d = multiplyAdd(v128.load(x, 224), w1, d);
        d = multiplyAdd(v128.load(x, 256), w2, d);
        w += 96;
      }
      const out = to + ((<usize>p) << 5) + half;
      total = f32x4.add(total, storeFour(out, relu(a), relu(b), relu(c), relu(d)));
    }
    v128.store(sum + half, total);
  }
}

/** 5x5 with hard swish. from: the first of five rows of pixels + 4, rowBytes apart. */
export function row5(
  from: usize,
  rowBytes: usize,
  weights: usize,
  to: usize,
  pixels: i32,
  sum: usize,
): void {
  for (let half: usize = 0; half < 32; half += 16) {
    const bias = v128.load(weights + half, 800);
    let total = v128.load(sum + half);
    for (let p = 0; p < pixels; p += 4) {
      const last = pixels - 4;
      if (p > last) {
        total = takeBack(total, to + half, last, p);
        p = last;
      }
      const at = ((<usize>p) << 5) + half;
      let a = bias;
      let b = bias;
      let c = bias;
      let d = bias;
      let x = from + at;
      let w = weights + half;
      for (let y = 0; y < 5; y++) {
        const w0 = v128.load(w);
        const w1 = v128.load(w, 32);
        const w2 = v128.load(w, 64);
        const w3 = v128.load(w, 96);
        const w4 = v128.load(w, 128);
        a = multiplyAdd(v128.load(x), w0, a);
        const second = v128.load(x, 32);
        a = multiplyAdd(second, w1, a);
        b = multiplyAdd(second, w0, b);
        const third = v128.load(x, 64);
        a = multiplyAdd(third, w2, a);
        b = multiplyAdd(third, w1, b);
        c = multiplyAdd(third, w0, c);
        const fourth = v128.load(x, 96);
        a = multiplyAdd(fourth, w3, a);
        b = multiplyAdd(fourth, w2, b);
        c = multiplyAdd(fourth, w1, c);
        d = multiplyAdd(fourth, w0, d);
        const fifth = v128.load(x, 128);
        a = multiplyAdd(fifth, w4, a);
        b = multiplyAdd(fifth, w3, b);
        c = multiplyAdd(fifth, w2, c);
        d = multiplyAdd(fifth, w1, d);
        const sixth = v128.load(x, 160);
        b = multiplyAdd(sixth, w4, b);
        c = multiplyAdd(sixth, w3, c);
        d = multiplyAdd(sixth, w2, d);
        const seventh = v128.load(x, 192);
        c = multiplyAdd(seventh, w4, c);
        d = multiplyAdd(seventh, w3, d);
        d = multiplyAdd(v128.load(x, 224), w4, d);
        x += rowBytes;
        w += 160;
      }
      const out = to + at;
      total = f32x4.add(
        total,
        storeFour(out, hardSwish(a), hardSwish(b), hardSwish(c), hardSwish(d)),
      );
    }
    v128.store(sum + half, total);
  }
}

/** 5x5 of every second pixel with hard swish. from: the first of five rows of 2 * pixels + 3, rowBytes apart. */
export function halve5(
  from: usize,
  rowBytes: usize,
  weights: usize,
  to: usize,
  pixels: i32,
  sum: usize,
): void {
  for (let half: usize = 0; half < 32; half += 16) {
    const bias = v128.load(weights + half, 800);
    let total = v128.load(sum + half);
    for (let p = 0; p < pixels; p += 4) {
      const last = pixels - 4;
      if (p > last) {
        total = takeBack(total, to + half, last, p);
        p = last;
      }
      let a = bias;
      let b = bias;
      let c = bias;
      let d = bias;
      let x = from + ((<usize>p) << 6) + half;
      let w = weights + half;
      for (let y = 0; y < 5; y++) {
        const w0 = v128.load(w);
        const w1 = v128.load(w, 32);
        const w2 = v128.load(w, 64);
        const w3 = v128.load(w, 96);
        const w4 = v128.load(w, 128);
        a = multiplyAdd(v128.load(x), w0, a);
        a = multiplyAdd(v128.load(x, 32), w1, a);
        const third = v128.load(x, 64);
        a = multiplyAdd(third, w2, a);
        b = multiplyAdd(third, w0, b);
        const fourth = v128.load(x, 96);
        a = multiplyAdd(fourth, w3, a);
        b = multiplyAdd(fourth, w1, b);
        const fifth = v128.load(x, 128);
        a = multiplyAdd(fifth, w4, a);
        b = multiplyAdd(fifth, w2, b);
        c = multiplyAdd(fifth, w0, c);
        const sixth = v128.load(x, 160);
        b = multiplyAdd(sixth, w3, b);
        c = multiplyAdd(sixth, w1, c);
        const seventh = v128.load(x, 192);
        b = multiplyAdd(seventh, w4, b);
        c = multiplyAdd(seventh, w2, c);
        d = multiplyAdd(seventh, w0, d);
        const eighth = v128.load(x, 224);
        c = multiplyAdd(eighth, w3, c);
        d = multiplyAdd(eighth, w1, d);
        const ninth = v128.load(x, 256);
        c = multiplyAdd(ninth, w4, c);
        d = multiplyAdd(ninth, w2, d);
        d = multiplyAdd(v128.load(x, 288), w3, d);
        d = multiplyAdd(v128.load(x, 320), w4, d);
        x += rowBytes;
        w += 160;
      }
      const out = to + ((<usize>p) << 5) + half;
      total = f32x4.add(
        total,
        storeFour(out, hardSwish(a), hardSwish(b), hardSwish(c), hardSwish(d)),
      );
    }
    v128.store(sum + half, total);
  }
}

/** Writes half of the channels of four pixels; gives their sum. */
export function storeFour(to: usize, a: v128, b: v128, c: v128, d: v128): v128 {
  v128.store(to, a);
  v128.store(to, b, 32);
  v128.store(to, c, 64);
  v128.store(to, d, 96);
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
}

/** The last four pixels of a row may lie over some that are done, and that are not to count twice. */
function takeBack(total: v128, to: usize, first: i32, end: i32): v128 {
  for (let p = first; p < end; p++) total = f32x4.sub(total, v128.load(to + ((<usize>p) << 5)));
  return total;
}
