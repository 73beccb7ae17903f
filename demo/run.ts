/** Builds Veil, makes the call, and keeps pictures of both of its ends. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { HidingEffect } from '../src/shared/effect';
import type { TrackStatus } from '../src/shared/status';
import { BROWSERS, chooseBrowser, type DemoPage } from './browser';
import { type DemoCall, openCall, readStatus, startCall, statusLine, waitFor } from './call';
import type { DemoOptions } from './options';
import { farPicture, OUT, roomIsGone, savePicture, showsPerson } from './pictures';
import { serveDemo } from './server';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EFFECT: HidingEffect = { kind: 'image', id: 'loft' };
/** Until the person must be there, s. */
const PATIENCE = 30;

/** True when the far end has received the person before the backdrop. */
export async function run(options: DemoOptions): Promise<boolean> {
  const { mode, open } = BROWSERS[chooseBrowser(options.browser)];
  console.log('Building the extension …');
  buildExtension(mode);
  const { headless, seconds } = options;
  if (headless) console.log(`No window: the call runs unseen for ${seconds} seconds.`);
  const { url, close } = await serveDemo();
  try {
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

/** Makes the call and reports on it. */
async function showCall(call: DemoCall, { seconds }: DemoOptions): Promise<boolean> {
  const { veil, page, closed } = call;
  await veil.set({ enabled: false, effect: EFFECT });
  await startCall(page);
  await waitForFullSize(page);
  const before = await savePicture('before.png', await farPicture(page));
  await veil.set({ enabled: true, effect: EFFECT });

  let after: Buffer | undefined;
  let last: TrackStatus | undefined;
  for (let second = 1; seconds === undefined || second <= seconds || !after; second++) {
    if ((await Promise.race([closed, sleep(1000)])) === 'closed') break;
    const status = await readStatus(call);
    console.log(`${String(second).padStart(3)} s  ${statusLine(status)}`);
    if (!after && isRunning(status, last)) after = await pictureWithPerson(call);
    last = status;
    if (!after && second === PATIENCE) {
      console.error(`The far end has not seen the person within ${PATIENCE} seconds.`);
      if (seconds !== undefined) return false;
    }
  }
  if (!after) return false;
  const isHidden = await roomIsGone(before, after);
  if (!isHidden) console.error('The far end still sees the room.');
  return isHidden;
}

/** True when frames have come, and none of them was a covered one, since the last look. */
function isRunning(status: TrackStatus | undefined, last: TrackStatus | undefined): boolean {
  return (
    status?.state === 'running' && status.fps > 0 && status.coveredFrames === last?.coveredFrames
  );
}

/** Keeps the far end's picture; undefined while it has no person, where that can be told. */
async function pictureWithPerson({ page, presenter }: DemoCall): Promise<Buffer | undefined> {
  await waitForFullSize(page);
  const picture = await farPicture(page);
  if (presenter && !(await showsPerson(picture))) return undefined;
  await savePicture('after.png', picture);
  console.log(`Pictures: ${relative('.', OUT)}/before.png, ${relative('.', OUT)}/after.png`);
  return picture;
}

/** A call begins small and grows; one that stays small is pictured as it is. */
async function waitForFullSize(page: DemoPage): Promise<void> {
  await waitFor(page, () => window.demo.isFullSize, 8000).catch(() =>
    console.log('The far end still gets a smaller picture.'),
  );
}
