import { HARD_SWISH, RELU } from '../../../src/kernels/constants';
import { halve3, halve5, row3, row5 } from './depthwise';
import { mixRow } from './pointwise';

/**
 * A convolution of single pixels to many channels, then one of each channel by itself, block by block of 8, so that
 * what lies between stays in the processor's cache. taps: their weights, 3x3 with relus or 5x5 with hard swishes, of
 * every pixel (stride 1) or every second (2). width, height: of `from`. padded: room for a block with the border that
 * the taps read, of side - stride pixels in all. sum: of all pixels of the results, 8 floats a block.
 */
export function expand(
  from: usize,
  inputBlocks: i32,
  weights: usize,
  bias: usize,
  taps: usize,
  side: i32,
  stride: i32,
  to: usize,
  outputBlocks: i32,
  width: i32,
  height: i32,
  padded: usize,
  sum: usize,
): void {
  const border = side - stride;
  const before = border >> 1;
  const row = (<usize>width) << 5;
  const plane = row * height;
  const paddedRow = (<usize>(width + border)) << 5;
  const inside = padded + paddedRow * before + 32 * before;
  const outWidth = width / stride;
  const outRow = (<usize>outWidth) << 5;
  const activation = side === 3 ? RELU : HARD_SWISH;
  memory.fill(padded, 0, paddedRow * (height + border));
  memory.fill(sum, 0, (<usize>outputBlocks) << 5);
  for (let block = 0; block < outputBlocks; block++) {
    for (let y = 0; y < height; y++) {
      const line = inside + paddedRow * y;
      mixRow(from + row * y, plane, inputBlocks, weights, bias, 0, line, width, activation);
    }
    for (let y = 0; y < height; y += stride) {
      const at = padded + paddedRow * y;
      convolveRow(at, paddedRow, taps, side, stride, to, outWidth, sum);
      to += outRow;
    }
    weights += (<usize>inputBlocks) << 8;
    bias += 32;
    taps += (<usize>(side * side + 1)) << 5;
    sum += 32;
  }
}

function convolveRow(
  from: usize,
  rowBytes: usize,
  taps: usize,
  side: i32,
  stride: i32,
  to: usize,
  pixels: i32,
  sum: usize,
): void {
  const second = from + rowBytes;
  const third = second + rowBytes;
  if (side === 5) {
    if (stride === 1) row5(from, rowBytes, taps, to, pixels, sum);
    else halve5(from, rowBytes, taps, to, pixels, sum);
  } else if (stride === 1) row3(from, second, third, taps, to, pixels, sum, false);
  else halve3(from, second, third, taps, to, pixels, sum);
}
