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
  const rows = height / SIDE;
  const step = down ? 16 * width : 16;
  for (let ty = 0; ty < rows; ty++) {
    for (let tx = 0; tx < across; tx++) {
      const tile = marked + ty * across + tx;
      if (!load<u8>(tile)) continue;
      // A tile beside that is marked has the pixels between of its own.
      const left = tx * SIDE - (tx > 0 && !load<u8>(tile - 1) ? 1 : 0);
      const right = (tx + 1) * SIDE + (tx + 1 < across && !load<u8>(tile + 1) ? 1 : 0);
      const top = ty * SIDE - (down && ty > 0 && !load<u8>(tile - across) ? 1 : 0);
      const isOpen = down && ty + 1 < rows && !load<u8>(tile + across);
      const bottom = (ty + 1) * SIDE + (isOpen ? 1 : 0);
      for (let y = top; y < bottom; y++) {
        let x = left;
        while (x < right) {
          const at = 16 * (y * width + x);
          const before = down ? y : x;
          const behind = (down ? height : width) - 1 - before;
          const isFour = x === tx * SIDE;
          if (before >= reach && behind - (isFour && !down ? SIDE - 1 : 0) >= reach) {
            if (isFour) blurFour(from + at, to + at, step);
            else v128.store(to + at, blurInside(from + at, step));
            x += isFour ? SIDE : 1;
          } else {
            v128.store(to + at, blurPixel(from + at, step, before, behind));
            x++;
          }
        }
      }
    }
  }
}

/** The same as blurInside for the SIDE pixels of a row of a tile. */
function blurFour(at: usize, to: usize, step: i32): void {
  let weight = v128.load32_splat(kernel);
  let a = f32x4.mul(weight, v128.load(at));
  let b = f32x4.mul(weight, v128.load(at, 16));
  let c = f32x4.mul(weight, v128.load(at, 32));
  let d = f32x4.mul(weight, v128.load(at, 48));
  let before = at;
  let behind = at;
  const end = kernel + 4 * reach;
  for (let place = kernel + 4; place <= end; place += 4) {
    before -= step;
    behind += step;
    weight = v128.load32_splat(place);
    a = f32x4.add(a, f32x4.mul(weight, f32x4.add(v128.load(before), v128.load(behind))));
    b = f32x4.add(b, f32x4.mul(weight, f32x4.add(v128.load(before, 16), v128.load(behind, 16))));
    c = f32x4.add(c, f32x4.mul(weight, f32x4.add(v128.load(before, 32), v128.load(behind, 32))));
    d = f32x4.add(d, f32x4.mul(weight, f32x4.add(v128.load(before, 48), v128.load(behind, 48))));
  }
  v128.store(to, a);
  v128.store(to, b, 16);
  v128.store(to, c, 32);
  v128.store(to, d, 48);
}

/** The same as blurPixel where the picture goes on beyond the kernel on both sides. */
function blurInside(at: usize, step: i32): v128 {
  let sum = f32x4.mul(v128.load32_splat(kernel), v128.load(at));
  let before = at;
  let behind = at;
  const end = kernel + 4 * reach;
  for (let weight = kernel + 4; weight <= end; weight += 4) {
    before -= step;
    behind += step;
    const both = f32x4.add(v128.load(before), v128.load(behind));
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(weight), both));
  }
  return sum;
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
