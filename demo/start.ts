/**
 * `npm start`: builds Veil and shows it at work in a call of one page with itself. The camera is the
 * machine's own, or the drawn presenter where there is none.
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { HidingEffect } from '../src/shared/effect';
import { BROWSERS, type DemoPage } from './browser';
import { type DemoCall, openCall, readStatus, startCall, statusLine, waitFor } from './call';
import { type DemoOptions, hasDisplay, parseOptions, USAGE } from './options';
import { OUT, roomIsGone, savePicture, showsPerson } from './pictures';
import { serveDemo } from './server';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EFFECT: HidingEffect = { kind: 'image', id: 'loft' };

async function main(options: DemoOptions): Promise<boolean> {
  const { ensure, mode, open } = BROWSERS[options.browser];
  ensure();
  console.log('Building the extension …');
  buildExtension(mode);
  const { url, close } = await serveDemo();
  try {
    const { headless } = options;
    const call = await openCall((camera) => open({ url, headless, camera }), options.camera);
    try {
      return await showCall(call, options);
    } finally {
      await call.close();
    }
  } finally {
    close();
  }
}

/** The same as `npm run build`; what it says is shown only when it fails. */
function buildExtension(mode: string): void {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin');
  try {
    const args = [join(vite, 'vite.js'), 'build', '--mode', mode];
    execFileSync(process.execPath, args, { cwd: ROOT, stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    throw new Error(`The build failed:\n${stdout}${stderr}`);
  }
}

/** Makes the call and reports on it; true when the far end has received processed frames. */
async function showCall(call: DemoCall, { seconds }: DemoOptions): Promise<boolean> {
  const { veil, page, closed, presenter } = call;
  await veil.set({ enabled: false, effect: EFFECT });
  await startCall(page);
  await waitForFullSize(page);
  const before = await savePicture(page, 'before.png');
  await veil.set({ enabled: true, effect: EFFECT });

  let processed = false;
  let pictured = false;
  let farFrames = await page.evaluate(() => window.demo.farFrames);
  for (let second = 1; seconds === undefined || second <= seconds || !pictured; second++) {
    if ((await Promise.race([closed, sleep(1000)])) === 'closed') break;
    const status = await readStatus(call);
    const shown = await page.evaluate(() => window.demo.farFrames);
    console.log(`${String(second).padStart(3)} s  ${statusLine(status)}`);
    const running = status?.state === 'running' && shown > farFrames;
    farFrames = shown;
    if (running && second >= 2 && !pictured) {
      await waitForFullSize(page);
      const picture = await savePicture(page, 'after.png');
      pictured = true;
      processed =
        (await roomIsGone(before, picture)) && (!presenter || (await showsPerson(picture)));
      console.log(`Pictures: ${relative('.', OUT)}/before.png, ${relative('.', OUT)}/after.png`);
    }
    if (seconds !== undefined && second > seconds + 30) break;
  }
  if (seconds !== undefined && !processed)
    console.error('The far end did not receive processed frames.');
  return processed;
}

/** A call begins small and grows; one that stays small is pictured as it is. */
async function waitForFullSize(page: DemoPage): Promise<void> {
  await waitFor(page, () => window.demo.isFullSize, 8000).catch(() =>
    console.log('The far end still gets a smaller picture.'),
  );
}

try {
  const display = hasDisplay(process.env, process.platform);
  const options = parseOptions(process.argv.slice(2), display);
  const processed = await main(options);
  process.exitCode = options.seconds === undefined || processed ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`Usage: ${USAGE}`);
  process.exitCode = 2;
}
