/**
 * See src/compositor/planes/background.ts. Colours are whole numbers in steps of 1/16 code value, which is
 * finer than the table there; products with factors keep 15 bits.
 */
import { FOREGROUND, TILE, UNKNOWN } from '../../src/kernels/constants';
import { BackgroundJob } from '../../src/kernels/jobs';
import { storeTransposed } from './transpose';

/** The greatest colour, and the greatest sum of four opacities. */
const MOST: i16 = 4080;
const OPAQUE: i16 = 1020;

let red: v128 = i16x8.splat(0);
let greenU: v128 = i16x8.splat(0);
let greenV: v128 = i16x8.splat(0);
let blue: v128 = i16x8.splat(0);
let lumaFactor: v128 = i16x8.splat(0);
let black: v128 = i16x8.splat(0);
/** The person is what weighs, not the background. */
let isPerson: bool = false;

/** The light of the background, or of the person, in the tiles that are wanted. */
export function background(job: BackgroundJob): void {
  const width = <i32>job.width;
  const height = <i32>job.height;
  const luma = <usize>job.frame;
  const u = luma + width * height;
  const v = u + (width * height) / 4;
  const alpha = <usize>job.alpha;
  const trimap = <usize>job.trimap;
  const wanted = <usize>job.wanted;
  const light = <usize>job.light;
  const factors = <usize>job.factors;
  const empty = <i32>job.empty;
  isPerson = empty !== FOREGROUND;
  black = v128.load16_splat(factors);
  lumaFactor = v128.load16_splat(factors, 2);
  red = v128.load16_splat(factors, 4);
  greenU = v128.load16_splat(factors, 6);
  greenV = v128.load16_splat(factors, 8);
  blue = v128.load16_splat(factors, 10);
  const across = width / TILE;
  const chromaWidth = width / 2;
  const smallWidth = width / 4;
  for (let ty = 0; ty < height / TILE; ty++) {
    for (let tx = 0; tx < across; tx++) {
      const tile = ty * across + tx;
      if (!load<u8>(wanted + tile)) continue;
      const kind = load<u8>(trimap + tile);
      for (let row = 0; row < 4; row++) {
        const to = light + 16 * ((4 * ty + row) * smallWidth + 4 * tx);
        const at = (TILE * ty + 4 * row) * width + TILE * tx;
        const chroma = (8 * ty + 2 * row) * chromaWidth + 8 * tx;
        if (kind === empty) memory.fill(to, 0, 64);
        else if (kind === UNKNOWN)
          readEdge(luma + at, u + chroma, v + chroma, alpha + at, width, chromaWidth, to);
        else readWhole(luma + at, u + chroma, v + chroma, width, chromaWidth, to);
      }
    }
  }
}

/** Colours of eight blocks of 2x2 pixels. */
let r: v128 = i16x8.splat(0);
let g: v128 = i16x8.splat(0);
let b: v128 = i16x8.splat(0);

function readBlocks(luma: usize, u: usize, v: usize, width: i32): void {
  const y = i16x8.sub(i16x8.shl(sumOfFour(luma, width), 2), black);
  const Y = i16x8.q15mulr_sat_s(i16x8.shl(y, 1), lumaFactor);
  const U = chromaOf(u);
  const V = chromaOf(v);
  r = hold(i16x8.add(Y, i16x8.q15mulr_sat_s(V, red)));
  const green = i16x8.add(i16x8.q15mulr_sat_s(U, greenU), i16x8.q15mulr_sat_s(V, greenV));
  g = hold(i16x8.add(Y, green));
  b = hold(i16x8.add(Y, i16x8.q15mulr_sat_s(U, blue)));
}

/** Sums over eight blocks of 2x2 bytes. */
function sumOfFour(at: usize, width: i32): v128 {
  const above = i16x8.extadd_pairwise_i8x16_u(v128.load(at));
  return i16x8.add(above, i16x8.extadd_pairwise_i8x16_u(v128.load(at + width)));
}

/** Eight values less 128, in steps of 1/128. */
function chromaOf(at: usize): v128 {
  return i16x8.shl(i16x8.sub(v128.load_ext<u8>(at), i16x8.splat(128)), 7);
}

function hold(value: v128): v128 {
  return i16x8.min_s(i16x8.max_s(value, i16x8.splat(0)), i16x8.splat(MOST));
}

/** One row of four pixels that count in full. */
function readWhole(luma: usize, u: usize, v: usize, width: i32, chromaWidth: i32, to: usize): void {
  readBlocks(luma, u, v, width);
  let lightR = i32x4.dot_i16x8_s(r, r);
  let lightG = i32x4.dot_i16x8_s(g, g);
  let lightB = i32x4.dot_i16x8_s(b, b);
  readBlocks(luma + 2 * width, u + chromaWidth, v + chromaWidth, width);
  lightR = i32x4.add(lightR, i32x4.dot_i16x8_s(r, r));
  lightG = i32x4.add(lightG, i32x4.dot_i16x8_s(g, g));
  lightB = i32x4.add(lightB, i32x4.dot_i16x8_s(b, b));
  write(lightR, lightG, lightB, f32x4.splat(1), 0.25 / (4080 * 4080), to);
}

/** One row of four pixels that count in part. */
function readEdge(
  luma: usize,
  u: usize,
  v: usize,
  alpha: usize,
  width: i32,
  chromaWidth: i32,
  to: usize,
): void {
  readBlocks(luma, u, v, width);
  const above = weights(alpha, width);
  let lightR = weigh(r, above);
  let lightG = weigh(g, above);
  let lightB = weigh(b, above);
  readBlocks(luma + 2 * width, u + chromaWidth, v + chromaWidth, width);
  const below = weights(alpha + 2 * width, width);
  lightR = i32x4.add(lightR, weigh(r, below));
  lightG = i32x4.add(lightG, weigh(g, below));
  lightB = i32x4.add(lightB, weigh(b, below));
  const rest = i32x4.extadd_pairwise_i16x8_s(i16x8.add(above, below));
  const weight = f32x4.mul(f32x4.convert_i32x4_s(rest), f32x4.splat(0.25 / 1020));
  write(lightR, lightG, lightB, weight, (0.25 * 1024) / 1020 / (4080 * 4080), to);
}

/** What eight blocks of 2x2 pixels count: sums of four, 0..OPAQUE. */
function weights(alpha: usize, width: i32): v128 {
  const opacity = sumOfFour(alpha, width);
  return isPerson ? opacity : i16x8.sub(i16x8.splat(OPAQUE), opacity);
}

/** Sums of two squares, each times `rest` / 1024. */
function weigh(color: v128, rest: v128): v128 {
  return i32x4.dot_i16x8_s(color, i16x8.q15mulr_sat_s(color, i16x8.shl(rest, 5)));
}

/** Writes four pixels. */
function write(
  lightR: v128,
  lightG: v128,
  lightB: v128,
  weight: v128,
  scale: f32,
  to: usize,
): void {
  const by = f32x4.splat(scale);
  const fr = f32x4.mul(f32x4.convert_i32x4_s(lightR), by);
  const fg = f32x4.mul(f32x4.convert_i32x4_s(lightG), by);
  const fb = f32x4.mul(f32x4.convert_i32x4_s(lightB), by);
  storeTransposed(to, fr, fg, fb, weight);
}
