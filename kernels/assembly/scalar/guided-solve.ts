import {
  GUIDED_EPSILON,
  MASK_STEPS,
  WHOLE_WINDOW,
  WINDOW_SUMS,
} from '../../../src/kernels/constants';

const STEPS: f64 = <f64>MASK_STEPS;
/** WINDOW_SUMS whole numbers for each column of the grid. */
export const SOLVE_BYTES: i32 = 4 * WINDOW_SUMS;

/** Adds a row of points to the sums of so many columns, or with -1 takes it away. */
export function addProducts(
  columns: usize,
  mask: usize,
  input: usize,
  count: i32,
  sign: i32,
): void {
  let to = columns;
  for (let i = 0; i < 4 * count; i += 4) {
    const red = <i32>load<u8>(input + i);
    const green = <i32>load<u8>(input + i, 1);
    const blue = <i32>load<u8>(input + i, 2);
    const person = sign * <i32>(<f64>load<f32>(mask + i) * STEPS + 0.5);
    const r = sign * red;
    const g = sign * green;
    const b = sign * blue;
    put(to, r);
    put(to + 4, g);
    put(to + 8, b);
    put(to + 12, person);
    put(to + 16, red * person);
    put(to + 20, green * person);
    put(to + 24, blue * person);
    put(to + 28, r * red);
    put(to + 32, r * green);
    put(to + 36, r * blue);
    put(to + 40, g * green);
    put(to + 44, g * blue);
    put(to + 48, b * blue);
    to += SOLVE_BYTES;
  }
}

function put(at: usize, by: i32): void {
  store<i32>(at, load<i32>(at) + by);
}

/** The sums of the window at work. */
let red: i32 = 0;
let green: i32 = 0;
let blue: i32 = 0;
let person: i32 = 0;
let rp: i32 = 0;
let gp: i32 = 0;
let bp: i32 = 0;
let rr: i32 = 0;
let rg: i32 = 0;
let rb: i32 = 0;
let gg: i32 = 0;
let gb: i32 = 0;
let bb: i32 = 0;

/** Solves the windows around the points of a row from `left` to before `right`, which are `rows` high. */
export function solveRow(
  columns: usize,
  solved: usize,
  width: i32,
  radius: i32,
  y: i32,
  left: i32,
  right: i32,
  rows: i32,
): void {
  const first = max(0, left - radius);
  red = green = blue = person = 0;
  rp = gp = bp = rr = rg = rb = gg = gb = bb = 0;
  for (let x = first; x < right + radius; x++) {
    if (x < width) enter(columns + SOLVE_BYTES * x);
    const middle = x - radius;
    if (middle > first + radius) leave(columns + SOLVE_BYTES * (middle - radius - 1));
    if (middle < left) continue;
    const across = min(width, x + 1) - max(0, middle - radius);
    solve(<f64>(rows * across), solved + 16 * (y * width + middle));
  }
}

function enter(at: usize): void {
  red += load<i32>(at);
  green += load<i32>(at, 4);
  blue += load<i32>(at, 8);
  person += load<i32>(at, 12);
  rp += load<i32>(at, 16);
  gp += load<i32>(at, 20);
  bp += load<i32>(at, 24);
  rr += load<i32>(at, 28);
  rg += load<i32>(at, 32);
  rb += load<i32>(at, 36);
  gg += load<i32>(at, 40);
  gb += load<i32>(at, 44);
  bb += load<i32>(at, 48);
}

function leave(at: usize): void {
  red -= load<i32>(at);
  green -= load<i32>(at, 4);
  blue -= load<i32>(at, 8);
  person -= load<i32>(at, 12);
  rp -= load<i32>(at, 16);
  gp -= load<i32>(at, 20);
  bp -= load<i32>(at, 24);
  rr -= load<i32>(at, 28);
  rg -= load<i32>(at, 32);
  rb -= load<i32>(at, 36);
  gg -= load<i32>(at, 40);
  gb -= load<i32>(at, 44);
  bb -= load<i32>(at, 48);
}

/** One window. n: its pixels; to: a point. */
function solve(n: f64, to: usize): void {
  const mean = <f64>person / (n * STEPS);
  if (mean < WHOLE_WINDOW || mean > 1 - WHOLE_WINDOW) {
    write(to, 0, 0, 0, mean);
    return;
  }
  const r: f64 = red;
  const g: f64 = green;
  const b: f64 = blue;
  const p: f64 = person;
  const scale = 1 / (255 * n);
  const square = scale * scale;
  const cross = scale / (STEPS * n);
  // Covariances, n·Σab - Σa·Σb.
  const s00 = (n * <f64>rr - r * r) * square + GUIDED_EPSILON;
  const s01 = (n * <f64>rg - r * g) * square;
  const s02 = (n * <f64>rb - r * b) * square;
  const s11 = (n * <f64>gg - g * g) * square + GUIDED_EPSILON;
  const s12 = (n * <f64>gb - g * b) * square;
  const s22 = (n * <f64>bb - b * b) * square + GUIDED_EPSILON;
  const c0 = (n * <f64>rp - r * p) * cross;
  const c1 = (n * <f64>gp - g * p) * cross;
  const c2 = (n * <f64>bp - b * p) * cross;
  // LDLᵀ: the matrix is symmetric and, with epsilon, positive.
  const d0 = 1 / s00;
  const l1 = s01 * d0;
  const l2 = s02 * d0;
  const d1 = 1 / (s11 - l1 * s01);
  const rest = s12 - l2 * s01;
  const l3 = rest * d1;
  const d2 = 1 / (s22 - l2 * s02 - l3 * rest);
  const c1less = c1 - l1 * c0;
  const a2 = (c2 - l2 * c0 - l3 * c1less) * d2;
  const a1 = c1less * d1 - l3 * a2;
  const a0 = c0 * d0 - l1 * a1 - l2 * a2;
  write(to, a0, a1, a2, mean - (a0 * r + a1 * g + a2 * b) * scale);
}

function write(to: usize, a0: f64, a1: f64, a2: f64, flat: f64): void {
  store<f32>(to, <f32>a0);
  store<f32>(to, <f32>a1, 4);
  store<f32>(to, <f32>a2, 8);
  store<f32>(to, <f32>flat, 12);
}
