/** Colours are whole numbers in steps of 1/16 code value, the very ones of the vectors. */
import { FOREGROUND, TILE, UNKNOWN } from '../../../src/kernels/constants';
import { BackgroundJob } from '../../../src/kernels/jobs';

/** The greatest colour, and the greatest sum of four opacities. */
const MOST: i32 = 4080;
const OPAQUE: i32 = 1020;

let luma: usize = 0;
let u: usize = 0;
let v: usize = 0;
let alpha: usize = 0;
let light: usize = 0;
let width: i32 = 0;
let black: i32 = 0;
let lumaFactor: i32 = 0;
let red: i32 = 0;
let greenU: i32 = 0;
let greenV: i32 = 0;
let blue: i32 = 0;
/** The person is what weighs, not the background. */
let isPerson: bool = false;

/** The light of the background, or of the person, in the tiles that are wanted. */
export function background(job: BackgroundJob): void {
  const height = <i32>job.height;
  const trimap = <usize>job.trimap;
  const wanted = <usize>job.wanted;
  const factors = <usize>job.factors;
  const empty = <i32>job.empty;
  isPerson = empty !== FOREGROUND;
  width = <i32>job.width;
  luma = <usize>job.frame;
  u = luma + width * height;
  v = u + ((width * height) >> 2);
  alpha = <usize>job.alpha;
  light = <usize>job.light;
  black = load<i16>(factors);
  lumaFactor = load<i16>(factors, 2);
  red = load<i16>(factors, 4);
  greenU = load<i16>(factors, 6);
  greenV = load<i16>(factors, 8);
  blue = load<i16>(factors, 10);
  const across = width / TILE;
  for (let ty = 0; ty < height / TILE; ty++) {
    for (let tx = 0; tx < across; tx++) {
      const tile = ty * across + tx;
      if (!load<u8>(wanted + tile)) continue;
      const kind = <i32>load<u8>(trimap + tile);
      for (let y = 4 * ty; y < 4 * ty + 4; y++) {
        for (let x = 4 * tx; x < 4 * tx + 4; x++) {
          const to = light + 16 * (y * (width >> 2) + x);
          if (kind === empty) write(to, 0, 0, 0, 0);
          else readPixel(x, y, kind === UNKNOWN, to);
        }
      }
    }
  }
}

/** One pixel, four blocks of 2x2 pixels of the frame. isEdge: it may count in part. */
function readPixel(x: i32, y: i32, isEdge: bool, to: usize): void {
  let r = 0;
  let g = 0;
  let b = 0;
  let rests = 0;
  for (let k = 0; k < 4; k++) {
    const row = 2 * y + (k >> 1);
    const column = 2 * x + (k & 1);
    const at = 2 * (row * width + column);
    const chroma = row * (width >> 1) + column;
    const Y = times((sumOfFour(luma + at) << 3) - 2 * black, lumaFactor);
    const U = (<i32>load<u8>(u + chroma) - 128) << 7;
    const V = (<i32>load<u8>(v + chroma) - 128) << 7;
    const R = hold(Y + times(V, red));
    const G = hold(Y + times(U, greenU) + times(V, greenV));
    const B = hold(Y + times(U, blue));
    if (isEdge) {
      const opacity = sumOfFour(alpha + at);
      const rest = isPerson ? opacity : OPAQUE - opacity;
      r += R * times(R, rest << 5);
      g += G * times(G, rest << 5);
      b += B * times(B, rest << 5);
      rests += rest;
    } else {
      r += R * R;
      g += G * G;
      b += B * B;
    }
  }
  const square = 0.25 / (4080.0 * 4080.0);
  const scale: f64 = isEdge ? (square * 1024.0) / 1020.0 : square;
  const weight: f64 = isEdge ? <f64>rests * (0.25 / 1020.0) : 1;
  write(to, scale * <f64>r, scale * <f64>g, scale * <f64>b, weight);
}

/** A sum over 2x2 bytes. */
function sumOfFour(at: usize): i32 {
  const below = at + width;
  return <i32>load<u8>(at) + <i32>load<u8>(at, 1) + <i32>load<u8>(below) + <i32>load<u8>(below, 1);
}

/** A product with a number in steps of 2⁻¹⁵, rounded. */
function times(value: i32, factor: i32): i32 {
  return (value * factor + 0x4000) >> 15;
}

function hold(value: i32): i32 {
  return value < 0 ? 0 : value > MOST ? MOST : value;
}

function write(to: usize, r: f64, g: f64, b: f64, weight: f64): void {
  store<f32>(to, <f32>r);
  store<f32>(to, <f32>g, 4);
  store<f32>(to, <f32>b, 8);
  store<f32>(to, <f32>weight, 12);
}
