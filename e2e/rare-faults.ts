/**
 * Faults that take long: `npm run faults` prints the lines of docs/reliability.md. `--stop 60`: for so many seconds the browser
 * is stopped; `--only PATTERN`: those whose name it matches. A disk that is full needs root, a private window a screen. Ends with 1 where a raw frame was seen.
 */
import { parseArgs } from 'node:util';
import { type Evaluated, frameCount, waitForPerson } from './fixtures/call';

import { costSince } from './fixtures/reliability';
import { startServer } from './fixtures/server';
import { askFor } from './fixtures/situation';
import { testCamera } from './fixtures/test';
import { launchVeil } from './fixtures/veil';
import { evaluatedBy, type RareFault } from './rare/call';
import { rareFaults } from './rare/faults';
import { mountSmallDisk } from './rare/small-disk';

const { values } = parseArgs({
  options: { stop: { type: 'string', default: '60' }, only: { type: 'string', default: '' } },
});
const seconds = Number(values.stop);
if (!(seconds > 0)) {
  console.error(`not a number of seconds: ${values.stop}`);
  process.exit(2);
}

const server = await startServer();

/** Gives the number of raw frames. */
async function suffer(fault: RareFault): Promise<number> {
  const { name, situation = 'plain', disk: size, screen = false, harm } = fault;
  const mark = `--veil-fault=${process.pid}-${Math.round(performance.now())}`;
  const camera = await testCamera();
  const disk = size === undefined ? undefined : mountSmallDisk(size);
  const profiles = disk?.path;
  const veil = await launchVeil({
    camera,
    args: [mark],
    profiles,
    headless: !screen,
    attached: screen,
  }).catch((error) => {
    disk?.remove();
    throw error;
  });
  try {
    await veil.setEffect({ kind: 'color', color: '#00ff00' });
    const page = await veil.newPage();
    await page.goto(server.url(situation));
    await askFor(page);
    await waitForPerson(page, 'near', 5);
    // All that a call starts has come by then.
    await page.waitForTimeout(1500);
    const from = await frameCount(page, 'near');
    const frame = evaluatedBy(await page.context().newCDPSession(page));
    const more = await harm({ veil, page, frame, mark, disk });
    const isBack = await comesBack(frame);
    const cost = await costSince(frame, from, 0);
    const { frames, raw, covered, longestGap, recovery } = cost;
    const figures = `${raw} | ${covered} of ${frames} | ${longestGap} | ${recovery}`;
    const notes = [...(more ? [more] : []), ...(isBack ? [] : ['the person does not come back'])];
    console.log([name, figures, ...notes].join(' | '));
    return raw;
  } finally {
    await veil.close();
    disk?.remove();
  }
}

/** Whether the stream that was harmed has the person in its last frames, within 40 s. */
async function comesBack(frame: Evaluated): Promise<boolean> {
  const isShown = () => {
    const last = window.call.looks[0]?.seen.slice(-10) ?? [];
    return last.length === 10 && last.every(({ number }) => number !== null);
  };
  for (let tries = 0; tries < 200; tries++) {
    if (await frame.evaluate(isShown)) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

let raw = 0;
for (const fault of rareFaults(seconds)) {
  if (!new RegExp(values.only).test(fault.name)) continue;
  raw += await suffer(fault).catch((error) => {
    console.log(`${fault.name} | could not be made: ${String(error).split('\n')[0]}`);
    return 0;
  });
}
server.close();
process.exitCode = raw > 0 ? 1 : 0;
