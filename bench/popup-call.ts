/** How soon the popup shows oneself, and how soon a cover reaches those who look; medians of ten, ms. */
import type { Page } from 'playwright';
import { waitForPerson } from '../e2e/fixtures/call';
import { startServer } from '../e2e/fixtures/server';
import { testCamera } from '../e2e/fixtures/test';
import { launchVeil } from '../e2e/fixtures/veil';

const ROUNDS = 10;

export type CallTimes = Readonly<
  Record<'previewOfCall' | 'previewOfCamera' | 'coverSent' | 'coverSeen', readonly number[]>
>;

/** Measures them in a browser of their own. */
export async function measureCall(): Promise<CallTimes> {
  const veil = await launchVeil({ camera: await testCamera({ width: 1280, height: 720 }) });
  const server = await startServer();
  const times = {
    previewOfCall: [] as number[],
    previewOfCamera: [] as number[],
    coverSent: [] as number[],
    coverSeen: [] as number[],
  };
  const idle = await veil.newPage();
  await idle.goto(server.url('frames'));
  for (let round = 0; round < ROUNDS; round++) {
    await idle.bringToFront();
    const popup = await veil.openPopup();
    await popup.locator('.preview-start').waitFor();
    times.previewOfCamera.push(
      await shownAfter(popup, () => document.querySelector<HTMLElement>('.preview-start')?.click()),
    );
    await popup.close();
  }

  const call = await veil.newPage();
  await call.goto(server.url('plain'));
  await call.evaluate(() =>
    window.call.start({ constraints: { video: { width: 1280, height: 720 } } }),
  );
  for (let round = 0; round < ROUNDS; round++) {
    await waitForPerson(call, 'near', 3);
    await waitForPerson(call, 'far', 3);
    await call.bringToFront();
    const popup = await veil.openPopup();
    // From the beginning of the popup's page.
    times.previewOfCall.push(await shownAfter(popup));
    await popup.locator('.cover').waitFor();
    const clicked = await popup.evaluate(() => {
      document.querySelector<HTMLElement>('.cover')?.click();
      return performance.timeOrigin + performance.now();
    });
    await popup.waitForTimeout(1500);
    for (const [side, name] of [
      ['near', 'coverSent'],
      ['far', 'coverSeen'],
    ] as const)
      times[name].push(Math.max(0, (await lastSeen(call, side)) - clicked));
    await popup.locator('.cover').click();
    await popup.close();
  }
  server.close();
  await veil.close();
  return times;
}

/** When the person was seen last, ms since 1970. */
function lastSeen(call: Page, side: 'near' | 'far'): Promise<number> {
  return call.evaluate((which) => {
    const last = window.call[which]?.seen.findLast(({ number }) => number !== null);
    return performance.timeOrigin + (last?.at ?? 0);
  }, side);
}

/** How long it takes, from the click or from the start of the page, until the preview has its first picture. */
async function shownAfter(popup: Page, click?: () => void): Promise<number> {
  if (click) await popup.evaluate(click);
  const from = click ? await popup.evaluate(() => performance.now()) : 0;
  for (;;) {
    const at = await popup.evaluate(() =>
      document.querySelector('.preview[aria-busy=false] canvas') ? performance.now() : undefined,
    );
    if (at !== undefined) return at - from;
    await popup.waitForTimeout(5);
  }
}
