/** See src/mask/trimap-clamp.ts: what the mask is not sure of, a bit per point. */
import { BLOCK, SURE_BACKGROUND, SURE_FOREGROUND } from '../../src/kernels/constants';
import { TrimapClampJob } from '../../src/kernels/jobs';

/** Points on each side of a block that are looked at, too. */
const MARGIN: i32 = 4;
/** A block in the bits of a row, of no background; those of no person are 16 bits higher. */
const OWN: u32 = 0xff0;

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
        const noRoom = bits & OWN;
        hold(coefficients + 16 * (y * width + left - MARGIN), noRoom, noRoom & (bits >>> 16));
      }
    }
  }
}

/** Bits of the sixteen points from `left` less MARGIN on; none outside the grid. */
function doubtsAt(left: i32, y: i32): u32 {
  const at = mask + 4 * (y * width + left);
  let bits = doubts(at) << 4;
  bits |= doubts(at + 16) << 8;
  if (left > 0) bits |= doubts(at - 16);
  if (left + BLOCK < width) bits |= doubts(at + 32) << 12;
  return bits;
}

function doubts(at: usize): u32 {
  const p = v128.load(at);
  const noRoom = i32x4.bitmask(f32x4.ge(p, f32x4.splat(<f32>SURE_BACKGROUND)));
  const noPerson = i32x4.bitmask(f32x4.le(p, f32x4.splat(<f32>SURE_FOREGROUND)));
  return noRoom | (noPerson << 16);
}

/** Joins what the points beside each one hold. What crosses from one half to the other stays off the block. */
function spread(bits: u32, reach: i32): u32 {
  let joined = bits;
  for (let i = 1; i <= reach; i++) joined |= (bits << i) | (bits >>> i);
  return joined;
}

/** Writes the points of a row that are not in doubt. from: the point of the lowest bit. */
function hold(from: usize, noRoom: u32, doubtful: u32): void {
  let held = OWN & ~doubtful;
  while (held) {
    const bit = ctz(held);
    held &= held - 1;
    const flat: f32 = noRoom & (1 << bit) ? 1 : 0;
    v128.store(from + 16 * bit, f32x4.replace_lane(f32x4.splat(0), 3, flat));
  }
}
