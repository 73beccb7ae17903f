/** The guided filter's two steps; sums of windows run along the rows. */
import { BLOCK } from '../../../src/kernels/constants';
import { GuidedJob } from '../../../src/kernels/jobs';
import { addSolved, MEAN_BYTES, meanRow } from './guided-mean';
import { addProducts, SOLVE_BYTES, solveRow } from './guided-solve';

let mask: usize = 0;
let input: usize = 0;
let solved: usize = 0;
let coefficients: usize = 0;
let levels: usize = 0;
let level: i32 = 0;
let radius: i32 = 0;
let width: i32 = 0;
let height: i32 = 0;
/** The sums of each column, and how many bytes they take. */
let columns: usize = 0;
let size: i32 = 0;
/** For each column the row from which its sums can go on. */
let ready: usize = 0;
let isSolving: bool = false;

/** Solves for the coefficients in each window. */
export function guidedSolve(job: GuidedJob): void {
  mask = <usize>job.mask;
  input = <usize>job.input;
  isSolving = true;
  size = SOLVE_BYTES;
  slideOver(job);
  fillNear();
}

/** The mean of the windows that each point lies in. */
export function guidedMean(job: GuidedJob): void {
  coefficients = <usize>job.coefficients;
  isSolving = false;
  size = MEAN_BYTES;
  slideOver(job);
}

/** Sets a = 0 and b to the mask in the blocks near those that were solved. */
function fillNear(): void {
  const across = width / BLOCK;
  for (let y = 0; y < height; y++) {
    for (let block = 0; block < across; block++) {
      const near = <i32>load<u8>(levels + (y / BLOCK) * across + block);
      if (near === 0 || near >= level) continue;
      const first = y * width + block * BLOCK;
      for (let i = first; i < first + BLOCK; i++) {
        store<f32>(solved + 16 * i, 0);
        store<f32>(solved + 16 * i, 0, 4);
        store<f32>(solved + 16 * i, 0, 8);
        store<f32>(solved + 16 * i, load<f32>(mask + 4 * i), 12);
      }
    }
  }
}

function slideOver(job: GuidedJob): void {
  solved = <usize>job.solved;
  columns = <usize>job.sums;
  levels = <usize>job.levels;
  level = <i32>job.level;
  radius = <i32>job.radius;
  width = <i32>job.width;
  height = <i32>job.height;
  ready = columns + size * width;
  for (let x = 0; x < width; x++) store<i32>(ready + 4 * x, -1);
  const across = width / BLOCK;
  for (let row = 0; row * BLOCK < height; row++) {
    for (let block = 0; block < across; block++) {
      if (<i32>load<u8>(levels + row * across + block) < level) continue;
      const begin = block;
      while (block + 1 < across && <i32>load<u8>(levels + row * across + block + 1) >= level)
        block++;
      slide(row * BLOCK, begin * BLOCK, (block + 1) * BLOCK);
    }
  }
}

function slide(top: i32, left: i32, right: i32): void {
  const first = max(0, left - radius);
  const last = min(width, right + radius);
  const bottom = min(height, top + BLOCK);
  start(top, first, last);
  for (let y = top; y < bottom; y++) {
    if (y + radius < height) add(y + radius, first, last, 1);
    const rows = min(height, y + radius + 1) - max(0, y - radius);
    if (isSolving) solveRow(columns, solved, width, radius, y, left, right, rows);
    else meanRow(columns, coefficients, width, radius, y, left, right, rows);
    if (y >= radius) add(y - radius, first, last, -1);
  }
  for (let x = first; x < last; x++) store<i32>(ready + 4 * x, bottom);
}

/** Starts the sums of the columns that do not go on from the blocks above. */
function start(top: i32, left: i32, right: i32): void {
  for (let first = left; first < right; first++) {
    if (load<i32>(ready + 4 * first) === top) continue;
    let last = first + 1;
    while (last < right && load<i32>(ready + 4 * last) !== top) last++;
    const end = columns + size * last;
    for (let at = columns + size * first; at < end; at += 4) store<i32>(at, 0);
    for (let y = max(0, top - radius); y < min(height, top + radius); y++) add(y, first, last, 1);
    first = last;
  }
}

/** Adds a row to the sums of its columns, or with -1 takes it away. */
function add(y: i32, first: i32, last: i32, sign: i32): void {
  const at = y * width + first;
  if (isSolving)
    addProducts(columns + size * first, mask + 4 * at, input + 4 * at, last - first, sign);
  else addSolved(columns + size * first, solved + 16 * at, last - first, sign);
}
