/** A soak: `npm run soak -- --minutes 60` prints what a long call takes, and whether it grows. */
import { parseArgs } from 'node:util';
import { type Sample, soak } from './fixtures/soak';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error(`not a number of minutes: ${values.minutes}`);
  process.exit(2);
}

/** A line a minute. */
let nextLine = 0;
function print({ at, memory, call, opener, covered }: Sample): void {
  if (at < nextLine) return;
  nextLine = at + 60_000;
  const counts = [call, opener].map(
    (each) => `${each.listeners}/${each.frames}/${each.workers}/${each.ports}`,
  );
  console.log(
    `${(at / 60_000).toFixed(1)} min: ${(memory / 1e6).toFixed(0)} MB, listeners/frames/workers/ports of the call ${counts[0]}, of the other page ${counts[1]}, ${covered} covered frames`,
  );
}

const { growth, openings, shown } = await soak(minutes, print);
console.log(
  `${shown} frames shown, ${openings} cameras opened beside; memory of the last third over the middle one: ${growth.toFixed(3)}`,
);
