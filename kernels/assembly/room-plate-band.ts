/** Where the mask's edge is near: the mask in bytes, widened. */
import { PLATE_MARGIN, PLATE_PAD, PLATE_REACH } from '../../src/kernels/constants';
import { RoomPlateJob } from '../../src/kernels/jobs';

const PAD: usize = <usize>PLATE_PAD;

export function readBand(job: RoomPlateJob): void {
  const width = <i32>job.width;
  const height = <i32>job.height;
  readBytes(<usize>job.mask, <usize>job.person, <usize>job.room, width, height);
  const widened = <usize>job.widened;
  widen(<usize>job.person, widened, <usize>job.nearPerson, PLATE_MARGIN, width, height);
  widen(<usize>job.room, widened, <usize>job.nearRoom, PLATE_REACH, width, height);
}

function readBytes(mask: usize, person: usize, room: usize, width: i32, height: i32): void {
  const stride = width + 2 * PLATE_PAD;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 16) {
      const from = mask + 4 * (y * width + x);
      const low = i16x8.narrow_i32x4_s(byteOf(v128.load(from)), byteOf(v128.load(from, 16)));
      const high = i16x8.narrow_i32x4_s(byteOf(v128.load(from, 32)), byteOf(v128.load(from, 48)));
      const bytes = i8x16.narrow_i16x8_u(low, high);
      const to = PAD + y * stride + x;
      v128.store(person + to, bytes);
      v128.store(room + to, i8x16.lt_u(bytes, i8x16.splat(<i8>128)));
    }
  }
}

/** 0..1 as 0..255. */
function byteOf(values: v128): v128 {
  const scaled = f32x4.add(f32x4.mul(values, f32x4.splat(255)), f32x4.splat(0.5));
  return i32x4.trunc_sat_f32x4_s(scaled);
}

/** The greatest of the bytes up to `reach` columns and rows away. from and between: planes with zeros beside their rows. */
function widen(from: usize, between: usize, to: usize, reach: i32, width: i32, height: i32): void {
  const stride = width + 2 * PLATE_PAD;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 16) {
      const at = PAD + y * stride + x;
      let most = v128.load(from + at);
      for (let away = 1; away <= reach; away++) {
        const sides = i8x16.max_u(v128.load(from + at - away), v128.load(from + at + away));
        most = i8x16.max_u(most, sides);
      }
      v128.store(between + at, most);
    }
  }
  for (let y = 0; y < height; y++) {
    const last = min(height - 1, y + reach);
    for (let x = 0; x < width; x += 16) {
      let most = i8x16.splat(0);
      for (let row = max(0, y - reach); row <= last; row++)
        most = i8x16.max_u(most, v128.load(between + PAD + row * stride + x));
      v128.store(to + y * width + x, most);
    }
  }
}
