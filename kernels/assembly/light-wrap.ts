/** See src/compositor/planes/light-wrap.ts: four pixels of a block are one vector. */
import { FOREGROUND, LEAST_WEIGHT, TILE } from '../../src/kernels/constants';
import { LightWrapJob } from '../../src/kernels/jobs';
import { mixAround } from './around';
import { loadBlock, storeBlock, sumOf } from './blocks';

/** Side of a tile in pixels of a quarter-size picture. */
const SIDE: i32 = TILE / 4;

/** Works in the shown tiles. */
export function lightWrap(job: LightWrapJob): void {
  const soft = <usize>job.soft;
  const out = <usize>job.out;
  const alpha = <usize>job.alpha;
  const local = <usize>job.local;
  const trimap = <usize>job.trimap;
  const shown = <usize>job.shown;
  const most = <f32>job.most;
  const width = <i32>job.width;
  const height = <i32>job.height;
  const across = width / TILE;
  const chromaWidth = width / 2;
  const luma = width * height;
  const chromaCount = luma / 4;
  for (let ty = 0; ty < height / TILE; ty++) {
    for (let tx = 0; tx < across; tx++) {
      const tile = ty * across + tx;
      if (!load<u8>(shown + tile)) continue;
      if (!hasBackground(local, tx, ty, across, height / TILE)) continue;
      const isPerson = load<u8>(trimap + tile) === FOREGROUND;
      for (let row = 8 * ty; row < 8 * ty + 8; row++) {
        for (let x = 8 * tx; x < 8 * tx + 8; x++) {
          const at = 2 * row * width + 2 * x;
          // Where nobody is, nothing of it shows.
          if (!isPerson && !(load<u16>(alpha + at) | load<u16>(alpha + at + width))) continue;
          const light = f32x4.extract_lane(mixAround(local, x, row, width, height), 3);
          const weight = <f32>2 * (light - <f32>LEAST_WEIGHT);
          if (weight <= 0) continue;
          const amount = f32x4.splat(most * min(weight, <f32>1));
          const part = isPerson ? amount : f32x4.mul(amount, shareOf(alpha + at, width));
          const shownLuma = f32x4.convert_i32x4_s(loadBlock(out + at, width));
          const softLuma = f32x4.convert_i32x4_s(loadBlock(soft + at, width));
          storeBlock(out + at, width, i32x4.trunc_sat_f32x4_s(mix(shownLuma, softLuma, part)));
          const mean = sumOf(part) * 0.25;
          const chroma = luma + row * chromaWidth + x;
          mixByte(out + chroma, soft + chroma, mean);
          mixByte(out + chroma + chromaCount, soft + chroma + chromaCount, mean);
        }
      }
    }
  }
}

/** Whether any background lies so near a tile that its light is mixed in: the pixels that mixAround reads. */
function hasBackground(local: usize, tx: i32, ty: i32, across: i32, down: i32): bool {
  const width = SIDE * across;
  const left = max(0, SIDE * tx - 1);
  const right = min(width, SIDE * (tx + 1) + 1);
  const bottom = min(SIDE * down, SIDE * (ty + 1) + 1);
  for (let y = max(0, SIDE * ty - 1); y < bottom; y++)
    for (let x = left; x < right; x++)
      if (load<f32>(local + 16 * (y * width + x), 12) > <f32>LEAST_WEIGHT) return true;
  return false;
}

/** A block's opacity, 0..1. */
function shareOf(alpha: usize, width: i32): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(loadBlock(alpha, width)), f32x4.splat(1 / 255.0));
}

/** Of two code values, to be cut off. */
function mix(from: v128, to: v128, part: v128): v128 {
  return f32x4.add(f32x4.add(from, f32x4.mul(part, f32x4.sub(to, from))), f32x4.splat(0.5));
}

function mixByte(at: usize, to: usize, part: f32): void {
  const from = <f32>load<u8>(at);
  store<u8>(at, <u8>(<i32>(from + part * (<f32>load<u8>(to) - from) + 0.5)));
}
