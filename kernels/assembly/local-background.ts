/** See src/compositor/planes/local-background.ts: a pixel is one vector. */
import { TILE } from '../../src/kernels/constants';
import { LocalBackgroundJob } from '../../src/kernels/jobs';

/** Side of a tile in pixels of a quarter-size picture. */
const SIDE: i32 = TILE / 4;

let kernel: usize = 0;
let reach: i32 = 0;

/**
 * Blurs the marked tiles and one pixel around: along the rows where `down` is 0, the pixels on both
 * sides of a tile; along the columns otherwise, those above and below as well.
 */
export function localBackground(job: LocalBackgroundJob): void {
  const from = <usize>job.from;
  const to = <usize>job.to;
  const marked = <usize>job.marked;
  const width = <i32>job.width;
  const height = <i32>job.height;
  const down = <i32>job.down;
  kernel = <usize>job.weights;
  reach = <i32>job.reach;
  const across = width / SIDE;
  for (let ty = 0; ty * SIDE < height; ty++) {
    const top = max(0, ty * SIDE - down);
    const bottom = min(height, (ty + 1) * SIDE + down);
    for (let tx = 0; tx < across; tx++) {
      if (!load<u8>(marked + ty * across + tx)) continue;
      const right = min(width, (tx + 1) * SIDE + 1);
      for (let y = top; y < bottom; y++) {
        for (let x = max(0, tx * SIDE - 1); x < right; x++) {
          const at = 16 * (y * width + x);
          const mean = down
            ? blurPixel(from + at, 16 * width, y, height - 1 - y)
            : blurPixel(from + at, 16, x, width - 1 - x);
          v128.store(to + at, mean);
        }
      }
    }
  }
}

/** step: from pixel to pixel; before, behind: how many there are. */
function blurPixel(at: usize, step: i32, before: i32, behind: i32): v128 {
  let sum = f32x4.mul(v128.load32_splat(kernel), v128.load(at));
  for (let i = 1; i <= reach; i++) {
    const both = f32x4.add(
      v128.load(at - step * min(i, before)),
      v128.load(at + step * min(i, behind)),
    );
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(kernel + 4 * i), both));
  }
  return sum;
}
