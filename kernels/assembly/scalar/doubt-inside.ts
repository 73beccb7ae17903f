import { DoubtInsideJob } from '../../../src/kernels/jobs';

let sure: f32 = 0;
let most: f32 = 0;
let flat: f32 = 0;

/** Writes 1 for each point within a patch in doubt; returns how many there are. */
export function doubtInside(job: DoubtInsideJob): i32 {
  const mask = <usize>job.mask;
  const inside = <usize>job.inside;
  const columns = <i32>job.width;
  const height = <i32>job.height;
  sure = <f32>job.sure;
  most = <f32>(1 - job.sure);
  flat = <f32>job.flat;
  let count = 0;
  for (let y = 2; y < height - 2; y++)
    for (let x = 2; x < columns - 2; x++) {
      const at = mask + 4 * (y * columns + x);
      if (!isInDoubt(at) || !isInDoubt(at - 4) || !isInDoubt(at + 4)) continue;
      if (!isFlat(at - 8, at + 8) || !isFlat(at - 8 * columns, at + 8 * columns)) continue;
      store<f32>(inside + 4 * (y * columns + x), 1);
      count++;
    }
  return count;
}

function isInDoubt(at: usize): bool {
  const value = load<f32>(at);
  return value > sure && value <= most;
}

/** True for two points in doubt that are no more than `flat` apart. */
function isFlat(one: usize, other: usize): bool {
  if (!isInDoubt(one) || !isInDoubt(other)) return false;
  const apart: f32 = load<f32>(one) - load<f32>(other);
  return abs<f32>(apart) <= flat;
}
