import { TILE } from '../../../src/kernels/constants';
import { LocalBackgroundJob } from '../../../src/kernels/jobs';

/** Side of a tile in pixels of a quarter-size picture. */
const SIDE: i32 = TILE / 4;

let from: usize = 0;
let to: usize = 0;
let kernel: usize = 0;
let reach: i32 = 0;

/**
 * Blurs the marked tiles and one pixel around: along the rows where `down` is 0, the pixels on both
 * sides of a tile; along the columns otherwise, those above and below as well.
 */
export function localBackground(job: LocalBackgroundJob): void {
  const marked = <usize>job.marked;
  const width = <i32>job.width;
  const height = <i32>job.height;
  const down = <i32>job.down;
  from = <usize>job.from;
  to = <usize>job.to;
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
          if (down) blurPixel(at, 16 * width, y, height - 1 - y);
          else blurPixel(at, 16, x, width - 1 - x);
        }
      }
    }
  }
}

/** step: from pixel to pixel; before, behind: how many there are. */
function blurPixel(at: i32, step: i32, before: i32, behind: i32): void {
  let k: f64 = load<f32>(kernel);
  let red = k * <f64>load<f32>(from + at);
  let green = k * <f64>load<f32>(from + at, 4);
  let blue = k * <f64>load<f32>(from + at, 8);
  let weight = k * <f64>load<f32>(from + at, 12);
  for (let i = 1; i <= reach; i++) {
    k = load<f32>(kernel + 4 * i);
    const a = from + at - step * min(i, before);
    const b = from + at + step * min(i, behind);
    red += k * (<f64>load<f32>(a) + <f64>load<f32>(b));
    green += k * (<f64>load<f32>(a, 4) + <f64>load<f32>(b, 4));
    blue += k * (<f64>load<f32>(a, 8) + <f64>load<f32>(b, 8));
    weight += k * (<f64>load<f32>(a, 12) + <f64>load<f32>(b, 12));
  }
  store<f32>(to + at, <f32>red);
  store<f32>(to + at, <f32>green, 4);
  store<f32>(to + at, <f32>blue, 8);
  store<f32>(to + at, <f32>weight, 12);
}
