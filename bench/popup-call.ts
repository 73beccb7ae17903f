/** How soon the popup shows oneself, and how soon a cover reaches those who look; medians of ten, ms. */
import type { Page } from 'playwright';
import { waitForPerson } from '../e2e/fixtures/call';
import { startServer } from '../e2e/fixtures/server';
import { testCamera } from '../e2e/fixtures/test';
import { launchVeil, type Veil } from '../e2e/fixtures/veil';

const ROUNDS = 10;

export type CallTimes = Readonly<
  Record<
    'bareBesideCall' | 'previewOfCall' | 'previewOfCamera' | 'coverSent' | 'coverSeen',
    readonly number[]
  >
>;

/** Runs in each page before its own scripts; as text, see bench/popup.ts. */
const NOTE_TIMES = `
  window.seen = {};
  requestAnimationFrame(() => { seen.frame = performance.now(); });
  new MutationObserver(() => {
    if (document.querySelector('.preview[aria-busy=false] canvas')) seen.picture ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true });`;

/** Measures them in a browser of their own. */
export async function measureCall(): Promise<CallTimes> {
  const veil = await launchVeil({ camera: await testCamera({ width: 1280, height: 720 }) });
  const server = await startServer();
  const times = {
    bareBesideCall: [] as number[],
    previewOfCall: [] as number[],
    previewOfCamera: [] as number[],
    coverSent: [] as number[],
    coverSeen: [] as number[],
  };
  await veil.context.addInitScript({ content: NOTE_TIMES });
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
    // Both from the beginning of the page.
    const bare = await openBeside(veil, 'manifest.json');
    times.bareBesideCall.push(await noted(bare, 'frame'));
    await bare.close();
    const popup = await openBeside(veil, 'src/popup/index.html');
    times.previewOfCall.push(await noted(popup, 'picture'));
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
    // A window that closes takes along what it has not stored yet.
    await popup.waitForTimeout(500);
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

/** Opens a page of the extension in a window of its own: as under a popup, and not under a tab, the call stays in sight. */
async function openBeside(veil: Veil, path: string): Promise<Page> {
  const [opened] = await Promise.all([
    veil.context.waitForEvent('page'),
    (await veil.background()).evaluate(async (url) => {
      await chrome.windows.create({ type: 'popup', url, width: 380, height: 640 });
    }, path),
  ]);
  return opened;
}

/** When the page had that, in ms from its beginning. It is asked seldom: it has enough to do. */
async function noted(page: Page, what: 'frame' | 'picture'): Promise<number> {
  for (;;) {
    const at = await page
      .evaluate((name) => (window as unknown as Noted).seen?.[name], what)
      // Of the empty page before it.
      .catch(() => undefined);
    if (at !== undefined) return at;
    await page.waitForTimeout(250);
  }
}

type Noted = { readonly seen?: Readonly<Record<'frame' | 'picture', number | undefined>> };

declare const chrome: {
  readonly windows: { create(of: object): Promise<void> };
};

/** How long it takes, from the click until the preview has its first picture. */
async function shownAfter(popup: Page, click: () => void): Promise<number> {
  const from = await popup.evaluate(() => performance.now());
  await popup.evaluate(click);
  return (await noted(popup, 'picture')) - from;
}
