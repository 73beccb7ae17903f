import { FOREGROUND, LEAST_WEIGHT, TILE, UNKNOWN } from '../../../src/kernels/constants';
import { ForegroundJob } from '../../../src/kernels/jobs';
import { findAround, mixAround } from './around';

/** Planes of the frame and of the picture, see Planes. */
let luma: usize = 0;
let u: usize = 0;
let v: usize = 0;
let outLuma: usize = 0;
let outU: usize = 0;
let outV: usize = 0;
let alpha: usize = 0;
let local: usize = 0;
let own: usize = 0;
/** The numbers of a ColorMatrix, in its order. */
let matrix: usize = 0;
let width: i32 = 0;
let height: i32 = 0;

/** Draws all tiles of the person. */
export function foreground(job: ForegroundJob): void {
  const trimap = <usize>job.trimap;
  width = <i32>job.width;
  height = <i32>job.height;
  const chroma = (width * height) >> 2;
  luma = <usize>job.frame;
  u = luma + width * height;
  v = u + chroma;
  outLuma = <usize>job.out;
  outU = outLuma + width * height;
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
          for (let x = 8 * tx; x < 8 * tx + 8; x++) drawBlock(x, row);
      }
    }
  }
}

/** left, top: in pixels of chroma. */
function copyTile(left: i32, top: i32): void {
  for (let row = top; row < top + 8; row++) {
    const at = 2 * (row * width + left);
    copyEight(luma + at, outLuma + at);
    copyEight(luma + at + 8, outLuma + at + 8);
    copyEight(luma + at + width, outLuma + at + width);
    copyEight(luma + at + width + 8, outLuma + at + width + 8);
    const chroma = row * (width >> 1) + left;
    copyEight(u + chroma, outU + chroma);
    copyEight(v + chroma, outV + chroma);
  }
}

function copyEight(from: usize, to: usize): void {
  store<i32>(to, load<i32>(from));
  store<i32>(to, load<i32>(from, 4), 4);
}

/** A number of the matrix. */
function factor(index: i32): f64 {
  return load<f32>(matrix + 4 * index);
}

function drawBlock(x: i32, row: i32): void {
  const at = 2 * (row * width + x);
  const above = load<u16>(alpha + at);
  const below = load<u16>(alpha + at + width);
  if ((above | below) === 0) return;
  const chroma = row * (width >> 1) + x;
  if ((above & below) === 0xffff) {
    store<u16>(outLuma + at, load<u16>(luma + at));
    store<u16>(outLuma + at + width, load<u16>(luma + at + width));
    store<u8>(outU + chroma, load<u8>(u + chroma));
    store<u8>(outV + chroma, load<u8>(v + chroma));
    return;
  }
  drawEdge(x, row, at, chroma);
}

/** A block of which the person hides a part. at, chroma: where it lies in the planes. */
function drawEdge(x: i32, row: i32, at: i32, chroma: i32): void {
  findAround(local, x, row, width, height);
  const weight = mixAround(12);
  const isKnown = weight > LEAST_WEIGHT;
  const behindR = isKnown ? colorOf(mixAround(0) / weight) : 0;
  const behindG = isKnown ? colorOf(mixAround(4) / weight) : 0;
  const behindB = isKnown ? colorOf(mixAround(8) / weight) : 0;
  findAround(own, x, row, width, height);
  const ownWeight = mixAround(12);
  const isOwnKnown = ownWeight > LEAST_WEIGHT;
  const nearR = isOwnKnown ? colorOf(mixAround(0) / ownWeight) : 0;
  const nearG = isOwnKnown ? colorOf(mixAround(4) / ownWeight) : 0;
  const nearB = isOwnKnown ? colorOf(mixAround(8) / ownWeight) : 0;
  const U: f64 = <i32>load<u8>(u + chroma) - 128;
  const V: f64 = <i32>load<u8>(v + chroma) - 128;
  const addR = factor(2) * V;
  const addG = factor(3) * U + factor(4) * V;
  const addB = factor(5) * U;
  let sumR: f64 = 0;
  let sumG: f64 = 0;
  let sumB: f64 = 0;
  let rests: f64 = 0;
  for (let k = 0; k < 4; k++) {
    const pixel = at + (k & 1) + (k & 2 ? width : 0);
    const opacity = load<u8>(alpha + pixel);
    const most: f64 = opacity;
    const part = most / 255;
    const rest = 1 - part;
    const light = factor(1) * (<f64>load<u8>(luma + pixel) - factor(0));
    // The less of the person a pixel shows, the less is known of their colour: it is that of the person nearby.
    const lent = rest * rest;
    const kept: f64 = isOwnKnown ? 1 - lent : 1;
    const added = part * lent;
    // The pixel's own colour, held to what can be shown, without the background behind.
    const r = kept * hold(hold(light + addR, 255) - rest * behindR, most) + added * nearR;
    const g = kept * hold(hold(light + addG, 255) - rest * behindG, most) + added * nearG;
    const b = kept * hold(hold(light + addB, 255) - rest * behindB, most) + added * nearB;
    sumR += r;
    sumG += g;
    sumB += b;
    rests += rest;
    // Pixels that are wholly the person's stay as they are.
    if (opacity === 255) store<u8>(outLuma + pixel, load<u8>(luma + pixel));
    else {
      const shown = rest * <f64>load<u8>(outLuma + pixel);
      store<u8>(outLuma + pixel, codeOf(part * factor(0) + weigh(r, g, b, 6) + shown));
    }
  }
  mixChroma(outU + chroma, weigh(sumR, sumG, sumB, 9), rests);
  mixChroma(outV + chroma, weigh(sumR, sumG, sumB, 12), rests);
}

/** Of light, 0..1. */
function colorOf(light: f64): f64 {
  return 255 * Math.sqrt(light);
}

/** One of the values that a colour has, by the three numbers of the matrix from `index` on. */
function weigh(r: f64, g: f64, b: f64, index: i32): f64 {
  return factor(index) * r + factor(index + 1) * g + factor(index + 2) * b;
}

/** The mean of four pixels: 128, their own, and the rest of what was there. */
function mixChroma(to: usize, own: f64, rests: f64): void {
  store<u8>(to, codeOf(128 + (own + rests * (<f64>load<u8>(to) - 128)) / 4));
}

function codeOf(value: f64): i32 {
  return min(255, <i32>(value + 0.5));
}

function hold(value: f64, most: f64): f64 {
  return value < 0 ? 0 : value > most ? most : value;
}
