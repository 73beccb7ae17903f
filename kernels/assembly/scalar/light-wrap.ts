import { FOREGROUND, LEAST_WEIGHT, TILE } from '../../../src/kernels/constants';
import { LightWrapJob } from '../../../src/kernels/jobs';
import { findAround, mixAround } from './around';

let soft: usize = 0;
let out: usize = 0;
let width: i32 = 0;
let height: i32 = 0;

/** Works in the shown tiles. */
export function lightWrap(job: LightWrapJob): void {
  const alpha = <usize>job.alpha;
  const local = <usize>job.local;
  const trimap = <usize>job.trimap;
  const shown = <usize>job.shown;
  const most = job.most;
  soft = <usize>job.soft;
  out = <usize>job.out;
  width = <i32>job.width;
  height = <i32>job.height;
  const across = width / TILE;
  for (let ty = 0; ty < height / TILE; ty++) {
    for (let tx = 0; tx < across; tx++) {
      const tile = ty * across + tx;
      if (!load<u8>(shown + tile)) continue;
      const isPerson = load<u8>(trimap + tile) === FOREGROUND;
      for (let row = 8 * ty; row < 8 * ty + 8; row++) {
        for (let x = 8 * tx; x < 8 * tx + 8; x++) {
          findAround(local, x, row, width, height);
          const weight = 2 * (mixAround(12) - LEAST_WEIGHT);
          if (weight > 0) wrapBlock(most * min(weight, 1), isPerson ? 0 : alpha, x, row);
        }
      }
    }
  }
}

/** One block of 2x2 pixels with one chroma. amount: 0..1; alpha: 0 where all is the person. */
function wrapBlock(amount: f64, alpha: usize, x: i32, row: i32): void {
  const start = 2 * (row * width + x);
  let sum: f64 = 0;
  for (let k = 0; k < 4; k++) {
    const at = start + (k & 1) + (k & 2 ? width : 0);
    const part = alpha ? (amount * <f64>load<u8>(alpha + at)) / 255 : amount;
    mixByte(at, part);
    sum += part;
  }
  const u = width * height + row * (width >> 1) + x;
  mixByte(u, sum / 4);
  mixByte(u + ((width * height) >> 2), sum / 4);
}

function mixByte(at: usize, part: f64): void {
  const from: f64 = load<u8>(out + at);
  store<u8>(out + at, <i32>(from + part * (<f64>load<u8>(soft + at) - from) + 0.5));
}
