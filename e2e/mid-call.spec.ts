/** Changes in mid-call, in Chromium: of the page, and of the browser and the machine. */

import type { Page } from 'playwright/test';
import { type Change, expectMidCall } from './expectations/mid-call';
import { alone } from './fixtures/alone';
import type { OwnPage } from './fixtures/any-browser';
import { waitForPerson } from './fixtures/call';
import type { Server } from './fixtures/server';
import { askFor, CAMERA, expectProcessed, expectRaw, note } from './fixtures/situation';
import { standStill } from './fixtures/slow-down';
import { expect, test, testCamera } from './fixtures/test';
import { launchVeil, type VeilOptions } from './fixtures/veil';

/** What only Chromium's own protocol can bring about. */
const CHANGES: Record<string, Change> = {
  'a page that is frozen by the browser for a while': async (page) => {
    const session = await sessionOf(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    return page.evaluate(() => window.call.stream?.active);
  },
  'leave taken away and given back': async (page) => {
    const session = await sessionOf(page);
    const origin = new URL(page.url()).origin;
    const set = (setting: 'denied' | 'granted') =>
      session.send('Browser.setPermission', { permission: { name: 'camera' }, setting, origin });
    const state = () => page.evaluate(() => window.call.stream?.getVideoTracks()[0]?.readyState);
    try {
      await set('denied');
      await expect.poll(state).toBe('ended');
      const refused = await askFor(page);
      await set('granted');
      return [refused, await askFor(page)];
    } finally {
      await set('granted');
    }
  },
};

expectMidCall(test, CHANGES);

/** The page is one of Playwright's here. */
const sessionOf = (page: OwnPage) => (page as Page).context().newCDPSession(page as Page);

alone(() => {
  test('a tab that is hidden and shown again', async ({ server }) => {
    // The browser holds tabs in the background back, as it does for a user.
    const attached = true;
    const hide = async (page: Page) => {
      const state = () => page.evaluate(() => document.visibilityState);
      /** Frames in two seconds. */
      const rate = async () => {
        const count = () => page.evaluate(() => window.call.near?.seen.length ?? 0);
        const before = await count();
        await page.waitForTimeout(2000);
        return (await count()) - before;
      };
      const shown = await rate();
      const other = await page.context().newPage();
      await other.bringToFront();
      await expect.poll(state).toBe('hidden');
      const hidden = await rate();
      await page.bringToFront();
      await expect.poll(state).toBe('visible');
      await other.close();
      return hidden / shown;
    };
    const native = await inOwnBrowser({ extension: null, attached }, server, expectRaw, hide);
    const withVeil = await inOwnBrowser({ attached }, server, expectProcessed, hide);
    console.log(
      `frames hidden / shown: ${native.toFixed(2)} natively, ${withVeil.toFixed(2)} with Veil`,
    );
    expect(native).toBeGreaterThan(0.8);
    expect(withVeil).toBeGreaterThan(0.8);
    note('a tab that is hidden and shown again', 'frames at the same rate', 'the same, processed');
  });
});

test('a machine that sleeps for some seconds', async ({ server }) => {
  const sleep = async (page: Page, mark: string) => {
    const segmenter = page.frames().find((frame) => frame.url().includes('/src/segmenter/'));
    // Longer than any answer of the segmenter may take.
    await standStill(mark, 7000);
    await waitForPerson(page, 'near', 3);
    if (segmenter) expect(page.frames(), 'the same segmenter goes on').toContain(segmenter);
    return page.evaluate(() => window.call.stream?.getVideoTracks()[0]?.readyState);
  };
  const run = (options: VeilOptions, look: (page: Page) => Promise<void>) => {
    const mark = `--veil-sleeper=${options.extension === null ? 'bare' : 'veil'}-${process.pid}`;
    return inOwnBrowser({ ...options, args: [mark] }, server, look, (page) => sleep(page, mark));
  };
  const [native, withVeil] = await Promise.all([
    run({ extension: null }, expectRaw),
    run({}, expectProcessed),
  ]);
  expect(native).toBe('live');
  expect(withVeil).toBe(native);
  note('a machine that sleeps for some seconds', 'goes on', 'the same, processed');
});

/** A call in a browser of its own, in which something happens. */
async function inOwnBrowser<T>(
  options: VeilOptions,
  server: Server,
  look: (page: Page) => Promise<void>,
  happen: (page: Page) => Promise<T>,
): Promise<T> {
  const browser = await launchVeil({ camera: await testCamera(), ...options });
  try {
    if (options.extension !== null) await browser.setEffect({ kind: 'color', color: '#00ff00' });
    const page = await browser.context.newPage();
    await page.goto(server.make());
    expect(await askFor(page)).toBe(CAMERA);
    await look(page);
    const result = await happen(page);
    await look(page);
    return result;
  } finally {
    await browser.close();
  }
}
