/**
 * `npm run dev`: the demo call in a Chromium that takes Veil anew whenever one of its files changes. The
 * build has readable code and a folder of its own.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DEFAULT_EFFECT } from '../src/shared/effect';
import { BROWSERS } from './browser';
import { openCall, readStatus, startCall } from './call';
import { type DemoOptions, hasDisplay, parseOptions } from './options';
import { serveDemo } from './server';
import { watchBuild } from './watch';

const EXTENSION = fileURLToPath(new URL('../out/dev', import.meta.url));
const USAGE = 'npm run dev -- [--seconds N] [--headless] [--camera FILE.mjpeg]';

async function main({ browser, headless, camera, seconds }: DemoOptions): Promise<void> {
  if (browser !== 'chromium') throw new Error('npm run dev knows Chromium only.');
  const { ensure, open } = BROWSERS.chromium;
  ensure();
  let isNew = false;
  console.log('Building the extension …');
  await watchBuild(EXTENSION, () => {
    isNew = true;
  });
  while (!isNew) await sleep(100);
  isNew = false;

  const { url } = await serveDemo();
  const call = await openCall(
    (played) => open({ url, headless, camera: played, extension: EXTENSION }),
    camera,
  );
  call.page.on('console', (message) => {
    if (message.text().startsWith('Veil:')) console.log(message.text());
  });
  await call.veil.set({ effect: DEFAULT_EFFECT, debug: 'debug' });
  await startCall(call.page);
  console.log('The call runs. Change a file.');

  const end = performance.now() + 1000 * (seconds ?? Number.POSITIVE_INFINITY);
  while (performance.now() < end) {
    if ((await Promise.race([call.closed, sleep(1000)])) === 'closed') break;
    try {
      if (isNew) {
        isNew = false;
        await call.reload();
        await startCall(call.page);
        console.log(`Reloaded at ${new Date().toLocaleTimeString()}.`);
      }
      await readStatus(call);
    } catch (error) {
      // What was just written may be broken; the next build may not be.
      console.error(error);
    }
  }
  await call.close();
}

try {
  await main(parseOptions(process.argv.slice(2), hasDisplay(process.env, process.platform)));
  // The watchers would go on.
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`Usage: ${USAGE}`);
  process.exit(2);
}
