import { RELU } from '../../../src/kernels/constants';
import { multiplyAdd } from './arithmetic';
import { writeFour } from './bytes';
import { row3 } from './depthwise';
import { mixRow } from './pointwise';

/**
 * A step of the decoder, row by row: `from`, its pixels' channels mixed, and `small`, enlarged by two and added, with
 * relu; then 3x3 of each channel with relu, added to what it came from. width, height: of `from`.
 * to: the result; where `last` is not 0, the mask's bytes, which its 16 channels come to. last, lastBias: weights of the
 * mask's four pixels, [16][4]. sum: of all pixels, 8 floats a block.
 * ring: 3 rows of width + 2 pixels for each block; lines: blocks + 2 rows of width pixels and two pixels; zeros: width + 2
 * pixels.
 */
export function decode(
  from: usize,
  blocks: i32,
  weights: usize,
  bias: usize,
  small: usize,
  taps: usize,
  to: usize,
  width: i32,
  height: i32,
  ring: usize,
  lines: usize,
  zeros: usize,
  sum: usize,
  last: usize,
  lastBias: usize,
): void {
  const row = (<usize>width) << 5;
  const plane = row * height;
  const ringRow = row + 64;
  const ringLine = ringRow * blocks;
  const done = lines + 2 * row + 64;
  // The rings' first and last pixels stay black.
  memory.fill(ring, 0, 3 * ringLine);
  memory.fill(sum, 0, (<usize>blocks) << 5);
  for (let y = 0; y <= height; y++) {
    if (y < height) {
      const line = ring + ringLine * (y % 3);
      for (let block = 0; block < blocks; block++) {
        const enlarged = enlargeRow(small + (plane >> 2) * block, width, height, y, lines);
        const w = weights + ((<usize>(block * blocks)) << 8);
        const into = line + ringRow * block + 32;
        mixRow(from + row * y, plane, blocks, w, bias + 32 * block, enlarged, into, width, RELU);
      }
    }
    if (y === 0) continue;
    for (let block = 0; block < blocks; block++) {
      const at = ring + ringRow * block;
      const above = y > 1 ? at + ringLine * ((y - 2) % 3) : zeros;
      const below = y < height ? at + ringLine * (y % 3) : zeros;
      const here = at + ringLine * ((y - 1) % 3);
      const into = last ? done + row * block : to + plane * block + row * (y - 1);
      row3(above, here, below, taps + 320 * block, into, width, sum + 32 * block, true);
    }
    if (last) writeRow(done, row, last, lastBias, to + ((<usize>((y - 1) * width)) << 2), width);
  }
}

/**
 * Row y of a block that is enlarged by two to width x height: bilinear, by the pixels' centres. Gives where it lies.
 * lines: width / 2 + 2 pixels, then width pixels.
 */
function enlargeRow(small: usize, width: i32, height: i32, y: i32, lines: usize): usize {
  const row = (<usize>width) << 4;
  // It lies at (y + 0.5) / 2 - 0.5.
  const upper = (y - 1) >> 1;
  const a = small + row * max(upper, 0);
  const b = small + row * min(upper + 1, height / 2 - 1);
  const share = f32x4.splat(y & 1 ? 0.25 : 0.75);
  const inside = lines + 32;
  for (let i: usize = 0; i < row; i += 16) {
    const from = v128.load(a + i);
    v128.store(inside + i, multiplyAdd(f32x4.sub(v128.load(b + i), from), share, from));
  }
  // What lies outside is as the pixel at the border.
  const end = inside + row;
  v128.store(lines, v128.load(inside));
  v128.store(lines, v128.load(inside, 16), 16);
  v128.store(end, v128.load(end - 32));
  v128.store(end, v128.load(end - 16), 16);
  const enlarged = end + 32;
  for (let half: usize = 0; half < 32; half += 16) {
    let before = v128.load(lines + half);
    let here = v128.load(lines + half, 32);
    for (let i: usize = 0; i < row; i += 32) {
      const after = v128.load(lines + half + i, 64);
      const at = enlarged + half + 2 * i;
      v128.store(at, nearer(here, before));
      v128.store(at, nearer(here, after), 32);
      before = here;
      here = after;
    }
  }
  return enlarged;
}

/** Three quarters of the one and one of the other. */
function nearer(one: v128, other: v128): v128 {
  return multiplyAdd(f32x4.sub(other, one), f32x4.splat(0.25), one);
}

/** 16 channels of a row to 2x2 pixels of the mask each. plane: bytes between blocks. pixels: a multiple of 8. */
function writeRow(
  from: usize,
  plane: usize,
  weights: usize,
  bias: usize,
  mask: usize,
  pixels: i32,
): void {
  const below = (<usize>pixels) << 1;
  const start = v128.load(bias);
  for (let p = 0; p < pixels; p += 8) {
    let a = start;
    let b = start;
    let c = start;
    let d = start;
    let e = start;
    let f = start;
    let g = start;
    let h = start;
    let x = from + ((<usize>p) << 5);
    let w = weights;
    do {
      const endOfBlock = w + 128;
      do {
        const weight = v128.load(w);
        a = multiplyAdd(v128.load32_splat(x), weight, a);
        b = multiplyAdd(v128.load32_splat(x, 32), weight, b);
        c = multiplyAdd(v128.load32_splat(x, 64), weight, c);
        d = multiplyAdd(v128.load32_splat(x, 96), weight, d);
        e = multiplyAdd(v128.load32_splat(x, 128), weight, e);
        f = multiplyAdd(v128.load32_splat(x, 160), weight, f);
        g = multiplyAdd(v128.load32_splat(x, 192), weight, g);
        h = multiplyAdd(v128.load32_splat(x, 224), weight, h);
        x += 4;
        w += 16;
      } while (w !== endOfBlock);
      x += plane - 32;
    } while (w !== weights + 256);
    const to = mask + 2 * p;
    writeFour(a, b, c, d, to, below);
    writeFour(e, f, g, h, to + 8, below);
  }
}
