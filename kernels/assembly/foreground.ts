/** See src/compositor/planes/foreground.ts and edge-block.ts: four pixels of a block are one vector. */
import { FOREGROUND, LEAST_WEIGHT, TILE, UNKNOWN } from '../../src/kernels/constants';
import { ForegroundJob } from '../../src/kernels/jobs';
import { mixAround } from './around';
import { loadBlock, storeBlock, sumOf } from './blocks';

/** Planes of the frame and of the picture, see Planes. */
let y: usize = 0;
let u: usize = 0;
let v: usize = 0;
let outY: usize = 0;
let outU: usize = 0;
let outV: usize = 0;
let alpha: usize = 0;
let local: usize = 0;
let own: usize = 0;
/** The numbers of a ColorMatrix, in its order. */
let matrix: usize = 0;
let width: i32 = 0;
let chromaWidth: i32 = 0;

/** Draws all tiles of the person. */
export function foreground(job: ForegroundJob): void {
  const trimap = <usize>job.trimap;
  const height = <i32>job.height;
  width = <i32>job.width;
  chromaWidth = width / 2;
  const chroma = (width * height) / 4;
  y = <usize>job.frame;
  u = y + width * height;
  v = u + chroma;
  outY = <usize>job.out;
  outU = outY + width * height;
  outV = outU + chroma;
  alpha = <usize>job.alpha;
  local = <usize>job.local;
  own = <usize>job.own;
  matrix = <usize>job.matrix;
  const across = width / TILE;
  for (let ty = 0; ty < height / TILE; ty++) {
    for (let tx = 0; tx < across; tx++) {
      const kind = load<u8>(trimap + ty * across + tx);
      if (kind === FOREGROUND) copyTile(8 * tx, 8 * ty);
      else if (kind === UNKNOWN) {
        for (let row = 8 * ty; row < 8 * ty + 8; row++)
          for (let x = 8 * tx; x < 8 * tx + 8; x++) drawBlock(x, row, height);
      }
    }
  }
}

/** left, top: in pixels of chroma. */
function copyTile(left: i32, top: i32): void {
  for (let row = top; row < top + 8; row++) {
    const at = 2 * row * width + 2 * left;
    v128.store(outY + at, v128.load(y + at));
    v128.store(outY + at + width, v128.load(y + at + width));
    const chroma = row * chromaWidth + left;
    store<u64>(outU + chroma, load<u64>(u + chroma));
    store<u64>(outV + chroma, load<u64>(v + chroma));
  }
}

/** A number of the matrix in all four places. */
function factor(index: i32): v128 {
  return v128.load32_splat(matrix + 4 * index);
}

function drawBlock(x: i32, row: i32, height: i32): void {
  const at = 2 * row * width + 2 * x;
  const above = load<u16>(alpha + at);
  const below = load<u16>(alpha + at + width);
  if ((above | below) === 0) return;
  const chroma = row * chromaWidth + x;
  if ((above & below) === 0xffff) {
    store<u16>(outY + at, load<u16>(y + at));
    store<u16>(outY + at + width, load<u16>(y + at + width));
    store<u8>(outU + chroma, load<u8>(u + chroma));
    store<u8>(outV + chroma, load<u8>(v + chroma));
    return;
  }
  const behind = readNear(local, x, row, height);
  const near = readNear(own, x, row, height);
  const opacity = loadBlock(alpha + at, width);
  const most = f32x4.convert_i32x4_s(opacity);
  const part = f32x4.mul(most, f32x4.splat(1 / 255.0));
  const rest = f32x4.sub(f32x4.splat(1), part);
  const U = f32x4.splat(<f32>load<u8>(u + chroma) - 128);
  const V = f32x4.splat(<f32>load<u8>(v + chroma) - 128);
  // What is nearly transparent is of the person's own colour nearby, see edge-block.ts.
  const isKnown = f32x4.extract_lane(near, 3) > 0;
  const lent = f32x4.mul(rest, rest);
  const kept = isKnown ? f32x4.sub(f32x4.splat(1), lent) : f32x4.splat(1);
  const added = f32x4.mul(part, lent);
  const luma = loadBlock(y + at, width);
  const light = f32x4.mul(factor(1), f32x4.sub(f32x4.convert_i32x4_s(luma), factor(0)));
  const addG = f32x4.add(f32x4.mul(factor(3), U), f32x4.mul(factor(4), V));
  const bareR = lift(f32x4.add(light, f32x4.mul(factor(2), V)), rest, most, lane(behind, 0));
  const bareG = lift(f32x4.add(light, addG), rest, most, lane(behind, 1));
  const bareB = lift(f32x4.add(light, f32x4.mul(factor(5), U)), rest, most, lane(behind, 2));
  const r = f32x4.add(f32x4.mul(kept, bareR), f32x4.mul(added, lane(near, 0)));
  const g = f32x4.add(f32x4.mul(kept, bareG), f32x4.mul(added, lane(near, 1)));
  const b = f32x4.add(f32x4.mul(kept, bareB), f32x4.mul(added, lane(near, 2)));
  const shown = f32x4.convert_i32x4_s(loadBlock(outY + at, width));
  const mixed = f32x4.add(
    f32x4.add(f32x4.mul(part, factor(0)), f32x4.mul(rest, shown)),
    f32x4.add(weigh(r, g, b, 6), f32x4.splat(0.5)),
  );
  // Pixels that are wholly the person's stay as they are.
  const isWhole = i32x4.eq(opacity, i32x4.splat(255));
  const codes = v128.bitselect(luma, i32x4.trunc_sat_f32x4_s(mixed), isWhole);
  storeBlock(outY + at, width, codes);
  const bare = f32x4.mul(rest, f32x4.splat(128));
  storeMean(outU + chroma, f32x4.sub(weigh(r, g, b, 9), bare), rest);
  storeMean(outV + chroma, f32x4.sub(weigh(r, g, b, 12), bare), rest);
}

/** One of a colour's channels in all four places. */
function lane(color: v128, channel: i32): v128 {
  if (channel === 0) return v128.shuffle<i32>(color, color, 0, 0, 0, 0);
  if (channel === 1) return v128.shuffle<i32>(color, color, 1, 1, 1, 1);
  return v128.shuffle<i32>(color, color, 2, 2, 2, 2);
}

/** A channel of the person: the pixel's, held to what can be shown, without the background behind. */
function lift(color: v128, rest: v128, most: v128, behind: v128): v128 {
  const held = hold(color, f32x4.splat(255));
  return hold(f32x4.sub(held, f32x4.mul(rest, behind)), most);
}

function hold(value: v128, most: v128): v128 {
  return f32x4.min(f32x4.max(value, f32x4.splat(0)), most);
}

/** One of the values that a colour has, by the three numbers of the matrix from `index` on. */
function weigh(r: v128, g: v128, b: v128, index: i32): v128 {
  return f32x4.add(
    f32x4.add(f32x4.mul(factor(index), r), f32x4.mul(factor(index + 1), g)),
    f32x4.mul(factor(index + 2), b),
  );
}

/** Writes the chroma of a block, the mean of its pixels: 128, their own, and the rest of what was there. */
function storeMean(to: usize, own: v128, rest: v128): void {
  const all = f32x4.add(own, f32x4.mul(rest, f32x4.splat(<f32>load<u8>(to))));
  const mean = sumOf(all) * 0.25 + 128.5;
  store<u8>(to, <u8>(<i32>mean));
}

/** Colour, 0..255, of the background or the person near a block, and 255; zeros where it is not known. See around.ts. */
function readNear(from: usize, x: i32, row: i32, height: i32): v128 {
  const light = mixAround(from, x, row, width, height);
  if (f32x4.extract_lane(light, 3) <= <f32>LEAST_WEIGHT) return f32x4.splat(0);
  const weight = v128.shuffle<i32>(light, light, 3, 3, 3, 3);
  return f32x4.mul(f32x4.sqrt(f32x4.div(light, weight)), f32x4.splat(255));
}
