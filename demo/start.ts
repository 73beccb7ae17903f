/**
 * `npm start`: builds Veil and shows it at work in a call of one page with itself. The camera is the
 * machine's own, or the drawn presenter where there is none.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { writeCameraFile } from '../presenter/camera-file';
import { readFrameNumber } from '../presenter/frame-number';
import type { HidingEffect } from '../src/shared/effect';
import type { TrackStatus } from '../src/shared/status';
import { BROWSERS, type DemoBrowser, type DemoPage, openBrowser } from './browser';
import { type DemoOptions, hasDisplay, parseOptions, USAGE } from './options';
import type {} from './page/demo';
import { serveDemo } from './server';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'out');
/** Mean difference of code values between a room and what replaces it; noise makes one or two. */
const ROOM_GONE = 8;
const EFFECT: HidingEffect = { kind: 'image', id: 'loft' };

async function main(options: DemoOptions): Promise<boolean> {
  const { ensure, mode } = BROWSERS[options.browser];
  ensure();
  console.log('Building the extension …');
  buildExtension(mode);
  const { server, url } = await serveDemo();
  try {
    const { presenter, ...opened } = await openCall(options, url);
    try {
      return await showCall(opened, { ...options, presenter });
    } finally {
      await opened.close();
    }
  } finally {
    server.closeAllConnections();
    server.close();
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

/** Opens the page in a browser with Veil; takes the presenter where there is no camera. */
async function openCall(options: DemoOptions, url: string) {
  const { camera, browser } = options;
  const call = await openBrowser(options, url, camera);
  if (await call.page.evaluate(() => window.demo.hasCamera())) return { ...call, presenter: false };
  await call.close();
  if (camera) throw new Error(`${BROWSERS[browser].name} cannot play "${camera}" as a camera.`);
  console.log('No camera found: the drawn presenter takes its place.');
  const path = join(tmpdir(), 'veil-demo-camera.mjpeg');
  const drawn = await writeCameraFile({ look: 'mira', path });
  return { ...(await openBrowser(options, url, drawn)), presenter: true };
}

type Shown = DemoOptions & { readonly presenter: boolean };

/** Makes the call and reports on it; true when the far end has received processed frames. */
async function showCall(
  { veil, page, closed }: DemoBrowser,
  { seconds, presenter }: Shown,
): Promise<boolean> {
  await mkdir(OUT, { recursive: true });
  await veil.set({ enabled: false, effect: EFFECT });
  await page.evaluate(() => window.demo.start());
  await waitFor(page, () => window.demo.farFrames > 15, 30_000);
  await waitForFullSize(page);
  const before = await savePicture(page, 'before.png');
  await veil.set({ enabled: true, effect: EFFECT });

  let processed = false;
  let pictured = false;
  let farFrames = await page.evaluate(() => window.demo.farFrames);
  for (let second = 1; seconds === undefined || second <= seconds || !pictured; second++) {
    if ((await Promise.race([closed, sleep(1000)])) === 'closed') break;
    const [status] = await veil.status(page);
    const shown = await page.evaluate(() => window.demo.farFrames);
    console.log(line(second, status));
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

function line(second: number, status: TrackStatus | undefined): string {
  if (!status) return `${second} s: no track`;
  const { fps, latency, variant, coveredFrames, state, width, height, place } = status;
  return [
    `${String(second).padStart(3)} s`,
    `${fps.toFixed(1).padStart(5)} fps`,
    `${latency.toFixed(1).padStart(6)} ms added`,
    `${width}x${height}`,
    variant,
    `in the ${place === 'worker' ? 'worker' : 'page'}`,
    `${coveredFrames} covered`,
    status.reason ? `${state}: ${status.reason}` : state,
  ].join('  ');
}

/** A call begins small and grows; one that stays small is pictured as it is. */
async function waitForFullSize(page: DemoPage): Promise<void> {
  await waitFor(page, () => window.demo.isFullSize, 8000).catch(() =>
    console.log('The far end still gets a smaller picture.'),
  );
}

/** Waits until the page says yes; throws after `timeout` ms. */
async function waitFor(page: DemoPage, ask: () => boolean, timeout: number): Promise<void> {
  for (const end = performance.now() + timeout; performance.now() < end; await sleep(100))
    if (await page.evaluate(ask)) return;
  throw new Error('The call did not begin.');
}

async function savePicture(page: DemoPage, name: string): Promise<Buffer> {
  const picture = Buffer.from(await page.evaluate(() => window.demo.picture()), 'base64');
  await writeFile(join(OUT, name), picture);
  return picture;
}

/** True when the sides of the picture, where the room is, have changed by far more than noise. */
async function roomIsGone(before: Buffer, after: Buffer): Promise<boolean> {
  const sides = (picture: Buffer) =>
    sharp(picture).removeAlpha().resize(16, 9, { fit: 'fill' }).raw().toBuffer();
  const [room, backdrop] = [await sides(before), await sides(after)];
  let difference = 0;
  for (let i = 0; i < room.length; i++) {
    const column = Math.floor(i / 3) % 16;
    if (column > 1 && column < 14) continue;
    difference += Math.abs((room[i] as number) - (backdrop[i] as number));
  }
  return difference / (9 * 4 * 3) > ROOM_GONE;
}

/** The presenter's badge can be read only where the person is drawn. */
async function showsPerson(picture: Buffer): Promise<boolean> {
  const { data, info } = await sharp(picture)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return readFrameNumber({ data, width: info.width, height: info.height }) !== undefined;
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
