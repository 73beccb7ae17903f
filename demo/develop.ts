/** Builds Veil at every change, and has the call's browser take it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from '../e2e/fixtures/chromium';
import { DEFAULT_EFFECT } from '../src/shared/effect';
import { openChromium } from './browser';
import { openCall, readStatus, startCall } from './call';
import type { DemoOptions } from './options';
import { serveDemo } from './server';
import { watchBuild } from './watch';

const EXTENSION = fileURLToPath(new URL('../out/dev', import.meta.url));

/** Ends with the browser, or after `seconds`. */
export async function run({ browser, headless, camera, seconds }: DemoOptions): Promise<boolean> {
  if (browser === 'firefox') throw new Error('npm run dev knows Chromium only.');
  ensureChromium();
  let isNew = false;
  console.log('Building the extension …');
  await watchBuild(EXTENSION, () => {
    isNew = true;
  });
  while (!isNew) await sleep(100);
  isNew = false;

  const { url } = await serveDemo();
  const call = await openCall(
    (played) => openChromium({ url, headless, camera: played, extension: EXTENSION }),
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
  // The watchers would go on.
  process.exit(0);
}
