import { ArchSpansJob } from '../../../src/kernels/jobs';
import { isPerson, walk, walkOn } from '../arch-walk';

/** Marks the spans; returns how many there are. */
export function archSpans(job: ArchSpansJob): i32 {
  const columns = <i32>job.width;
  const height = <i32>job.height;
  walkOn(<usize>job.mask, <usize>job.input, <usize>job.spans);
  let count = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < columns; x++) {
      const i = y * columns + x;
      if (!isPerson(i)) continue;
      if (x > 0 && !isPerson(i - 1)) count += walk(i, 1, columns - x, x);
      if (x + 1 < columns && !isPerson(i + 1)) count += walk(i, -1, x + 1, columns - x - 1);
      if (y > 0 && !isPerson(i - columns)) count += walk(i, columns, height - y, y);
      if (y + 1 < height && !isPerson(i + columns))
        count += walk(i, -columns, y + 1, height - y - 1);
    }
  return count;
}
