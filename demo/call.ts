/** The demo call: a browser with Veil, and a page of it that calls itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { writeCameraFile } from '../presenter/camera-file';
import type { TrackStatus } from '../src/shared/status';
import type { DemoBrowser, DemoPage } from './browser';
import type {} from './page/demo';

/** presenter: the camera is the drawn one. */
export type DemoCall<Browser extends DemoBrowser = DemoBrowser> = Browser & {
  readonly presenter: boolean;
};

/**
 * Opens the browser of the call; the drawn presenter takes the place of a camera that is missing.
 * open: gets a file for the camera to play, undefined for the machine's own camera.
 */
export async function openCall<Browser extends DemoBrowser>(
  open: (camera: string | undefined) => Promise<Browser>,
  camera: string | undefined,
): Promise<DemoCall<Browser>> {
  const call = await open(camera);
  if (await call.page.evaluate(() => window.demo.hasCamera())) return { ...call, presenter: false };
  await call.close();
  if (camera) throw new Error(`The browser cannot play "${camera}" as a camera.`);
  console.log('No camera found: the drawn presenter takes its place.');
  const drawn = await writeCameraFile({ look: 'mira' });
  return { ...(await open(drawn)), presenter: true };
}

/** Starts the call; resolves when the far end shows it. */
export async function startCall(page: DemoPage): Promise<void> {
  await page.evaluate(() => window.demo.start());
  await waitFor(page, () => window.demo.farFrames > 15, 30_000);
}

/** Waits until the page says yes; throws after `timeout` ms. */
export async function waitFor(page: DemoPage, ask: () => boolean, timeout: number): Promise<void> {
  for (const end = performance.now() + timeout; performance.now() < end; await sleep(100))
    if (await page.evaluate(ask)) return;
  throw new Error('The call did not begin.');
}

/** How the call's track does, shown on the page too; undefined while there is none. */
export async function readStatus({ veil, page }: DemoCall): Promise<TrackStatus | undefined> {
  const [status] = await veil.status(page);
  if (status) await page.evaluate((shown) => window.demo.show(shown), status);
  return status;
}

/** A status in one line of text. */
export function statusLine(status: TrackStatus | undefined): string {
  if (!status) return 'no track';
  const { fps, latency, variant, coveredFrames, state, width, height, place } = status;
  return [
    `${fps.toFixed(1).padStart(5)} fps`,
    `${latency.toFixed(1).padStart(6)} ms added`,
    `${width}x${height}`,
    variant,
    `in the ${place}`,
    `${coveredFrames} covered`,
    status.reason ? `${state}: ${status.reason}` : state,
  ].join('  ');
}
