/** Where the arrays of a RoomPlateJob lie, read once a call: a field of it is a number of 64 bits. */
import { BLOCK } from '../../src/kernels/constants';
import { RoomPlateJob } from '../../src/kernels/jobs';

export let mask: usize = 0;
export let input: usize = 0;
export let moved: usize = 0;
export let colors: usize = 0;
export let noise: usize = 0;
export let seen: usize = 0;
export let bits: usize = 0;
export let counts: usize = 0;
export let trust: usize = 0;
export let sums: usize = 0;
export let bins: usize = 0;
export let width: i32 = 0;
export let height: i32 = 0;
/** Blocks side by side, and in a column. */
export let across: i32 = 0;
export let down: i32 = 0;
/** Bytes from a colour of a point to the next one, and from one row of bits to the next. */
export let plane: i32 = 0;
export let stride: i32 = 0;

export function readPlaces(job: RoomPlateJob): void {
  mask = <usize>job.mask;
  input = <usize>job.input;
  moved = <usize>job.moved;
  colors = <usize>job.colors;
  noise = <usize>job.noise;
  seen = <usize>job.seen;
  bits = <usize>job.bits;
  counts = <usize>job.counts;
  trust = <usize>job.trust;
  sums = <usize>job.sums;
  bins = <usize>job.bins;
  width = <i32>job.width;
  height = <i32>job.height;
  across = width / BLOCK;
  down = (height + BLOCK - 1) / BLOCK;
  plane = 2 * width * height;
  stride = 8 * ((width + 63) / 64);
}
