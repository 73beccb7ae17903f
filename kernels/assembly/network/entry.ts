import { RELU } from '../../../src/kernels/constants';
import { hardSwish, multiplyAdd } from './arithmetic';
import { readRow } from './bytes';
import { halve3, storeFour } from './depthwise';
import { mixRow } from './pointwise';

const BLOCKS: usize = 2;

/**
 * From the picture's bytes to its half and quarter: a convolution of 3x3 (stride 2, hard swish, 16 channels) to `half`,
 * one of single pixels with relu, and one of 3x3 for each channel (stride 2, relu) to `quarter`. Row by row: the rows
 * between lie in rings of three. width, height: of `half`. sums: of all pixels of both, 16 floats each.
 * floats: 3 rows of 2 * width + 2 pixels of 3 floats; ring: 6 of width + 1 pixels of 8; zeros: a row of either.
 */
export function enter(
  rgba: usize,
  width: i32,
  height: i32,
  stem: usize,
  stemBias: usize,
  half: usize,
  sumOfHalf: usize,
  mix: usize,
  mixBias: usize,
  shrink: usize,
  quarter: usize,
  sumOfQuarter: usize,
  floats: usize,
  ring: usize,
  zeros: usize,
): void {
  const floatRow = <usize>(2 * width + 2) * 12;
  const rgbaRow = (<usize>width) << 3;
  const halfRow = (<usize>width) << 5;
  const halfPlane = halfRow * height;
  const ringRow = halfRow + 32;
  const quarterRow = halfRow >> 1;
  const quarterPlane = halfPlane >> 2;
  memory.fill(sumOfHalf, 0, 64);
  memory.fill(sumOfQuarter, 0, 64);
  // The rings' last pixels stay black.
  memory.fill(ring, 0, 3 * BLOCKS * ringRow);
  readRow(rgba, floats, 2 * width);
  for (let y = 0; y < height; y++) {
    const first = floats + floatRow * ((2 * y) % 3);
    const second = floats + floatRow * ((2 * y + 1) % 3);
    const isLast = y + 1 === height;
    const third = isLast ? zeros : floats + floatRow * ((2 * y + 2) % 3);
    readRow(rgba + rgbaRow * (2 * y + 1), second, 2 * width);
    if (!isLast) readRow(rgba + rgbaRow * (2 * y + 2), third, 2 * width);
    const line = ring + BLOCKS * ringRow * (y % 3);
    for (let block: usize = 0; block < BLOCKS; block++) {
      const to = half + halfPlane * block + halfRow * y;
      const sum = sumOfHalf + 32 * block;
      stemRow(first, second, third, stem + 864 * block, stemBias + 32 * block, to, width, sum);
    }
    for (let block: usize = 0; block < BLOCKS; block++)
      mixRow(
        half + halfRow * y,
        halfPlane,
        <i32>BLOCKS,
        mix + (block << 9),
        mixBias + 32 * block,
        0,
        line + ringRow * block,
        width,
        RELU,
      );
    // Row j of the quarter wants rows 2j, 2j + 1 and 2j + 2; behind the last are zeros.
    const isDue = y >= 2 && !(y & 1);
    if (!isDue && !isLast) continue;
    const j = isDue ? (y >> 1) - 1 : height / 2 - 1;
    for (let block: usize = 0; block < BLOCKS; block++) {
      const at = ring + ringRow * block;
      halve3(
        at + BLOCKS * ringRow * ((2 * j) % 3),
        at + BLOCKS * ringRow * ((2 * j + 1) % 3),
        isLast ? zeros : at + BLOCKS * ringRow * ((2 * j + 2) % 3),
        shrink + 320 * block,
        quarter + quarterPlane * block + quarterRow * j,
        width >> 1,
        sumOfQuarter + 32 * block,
      );
    }
  }
}

/** One block of a row of the first convolution, 4 pixels at a time. weights: [27][8]. */
function stemRow(
  above: usize,
  here: usize,
  below: usize,
  weights: usize,
  bias: usize,
  to: usize,
  pixels: i32,
  sum: usize,
): void {
  const low = v128.load(bias);
  const high = v128.load(bias, 16);
  for (let p = 0; p < pixels; p += 4) {
    let a0 = low;
    let a1 = high;
    let b0 = low;
    let b1 = high;
    let c0 = low;
    let c1 = high;
    let d0 = low;
    let d1 = high;
    let w = weights;
    for (let y = 0; y < 3; y++) {
      let x = <usize>p * 24 + (y === 0 ? above : y === 1 ? here : below);
      const end = w + 288;
      do {
        const w0 = v128.load(w);
        const w1 = v128.load(w, 16);
        const a = v128.load32_splat(x);
        a0 = multiplyAdd(a, w0, a0);
        a1 = multiplyAdd(a, w1, a1);
        const b = v128.load32_splat(x, 24);
        b0 = multiplyAdd(b, w0, b0);
        b1 = multiplyAdd(b, w1, b1);
        const c = v128.load32_splat(x, 48);
        c0 = multiplyAdd(c, w0, c0);
        c1 = multiplyAdd(c, w1, c1);
        const d = v128.load32_splat(x, 72);
        d0 = multiplyAdd(d, w0, d0);
        d1 = multiplyAdd(d, w1, d1);
        x += 4;
        w += 32;
      } while (w !== end);
    }
    const out = to + ((<usize>p) << 5);
    const ofLow = storeFour(out, hardSwish(a0), hardSwish(b0), hardSwish(c0), hardSwish(d0));
    const ofHigh = storeFour(out + 16, hardSwish(a1), hardSwish(b1), hardSwish(c1), hardSwish(d1));
    v128.store(sum, f32x4.add(v128.load(sum), ofLow));
    v128.store(sum, f32x4.add(v128.load(sum, 16), ofHigh), 16);
  }
}
