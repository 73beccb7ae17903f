import { BLOCK, SURE_BACKGROUND, SURE_FOREGROUND } from '../../../src/kernels/constants';
import { TrimapClampJob } from '../../../src/kernels/jobs';

/** Points on each side of a block that are looked at, too. */
const MARGIN: i32 = 4;
/** Doubts about the background are the lower bits of a row, those about the person lie so much higher. */
const PERSON: i32 = 16;

let mask: usize = 0;
let width: i32 = 0;

/** Writes the points that the mask is sure of. */
export function trimapClamp(job: TrimapClampJob): void {
  const coefficients = <usize>job.coefficients;
  const levels = <usize>job.levels;
  const scratch = <usize>job.scratch;
  const height = <i32>job.height;
  const reach = <i32>job.reach;
  const level = <i32>job.level;
  mask = <usize>job.mask;
  width = <i32>job.width;
  const across = width / BLOCK;
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = min(height, top + BLOCK);
    const first = max(0, top - reach);
    const last = min(height - 1, bottom - 1 + reach);
    for (let block = 0; block < across; block++) {
      if (<i32>load<u8>(levels + (top / BLOCK) * across + block) < level) continue;
      const left = block * BLOCK;
      for (let y = first; y <= last; y++)
        store<u32>(scratch + 4 * (y - first), spread(doubtsAt(left, y), reach));
      for (let y = top; y < bottom; y++) {
        const end = min(height - 1, y + reach);
        let bits: u32 = 0;
        for (let row = max(0, y - reach); row <= end; row++)
          bits |= load<u32>(scratch + 4 * (row - first));
        hold(coefficients + 16 * (y * width + left), bits >>> MARGIN);
      }
    }
  }
}

/** Bits of the sixteen points from `left` less MARGIN on; none outside the grid. */
function doubtsAt(left: i32, y: i32): u32 {
  const row = mask + 4 * y * width;
  const end = min(width, left + BLOCK + MARGIN);
  let bits: u32 = 0;
  for (let x = max(0, left - MARGIN); x < end; x++) {
    const p: f64 = load<f32>(row + 4 * x);
    const bit: u32 = 1 << (x - left + MARGIN);
    if (p >= SURE_BACKGROUND) bits |= bit;
    if (p <= SURE_FOREGROUND) bits |= bit << PERSON;
  }
  return bits;
}

/** Joins what the points beside each one hold. What crosses from one half to the other stays off the block. */
function spread(bits: u32, reach: i32): u32 {
  let joined = bits;
  for (let i = 1; i <= reach; i++) joined |= (bits << i) | (bits >>> i);
  return joined;
}

/** Writes the points of a row of a block that are not in doubt. bits: from its first point on. */
function hold(row: usize, bits: u32): void {
  for (let x = 0; x < BLOCK; x++) {
    const noRoom = (bits >>> x) & 1;
    if (noRoom & (bits >>> (x + PERSON))) continue;
    const at = row + 16 * x;
    store<f32>(at, 0);
    store<f32>(at, 0, 4);
    store<f32>(at, 0, 8);
    store<f32>(at, <f32>noRoom, 12);
  }
}
