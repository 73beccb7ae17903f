/**
 * Changes in mid-call: what the site, the user, the browser or the machine does while a camera runs. Each
 * is first tried in the same browser without Veil. Every frame of every stream is looked at.
 */
import type { Page } from 'playwright/test';
import { waitForPerson } from './fixtures/call';
import type { Server } from './fixtures/server';
import { askFor, CAMERA, expectProcessed, expectRaw, note, RAW } from './fixtures/situation';
import { standStill } from './fixtures/slow-down';
import { expect, test, testCamera } from './fixtures/test';
import { launchVeil, type Veil, type VeilOptions } from './fixtures/veil';

/** Something that happens in a call; gives what the site can tell of it. */
type Change = (page: Page, server: Server) => Promise<unknown>;

const CHANGES: Record<string, Change> = {
  'another camera, then the old track stopped': (page) =>
    page.evaluate(async () => {
      const old = window.call.stream;
      const next = await navigator.mediaDevices.getUserMedia({ video: { frameRate: 20 } });
      window.call.watch(next);
      for (const track of old?.getTracks() ?? []) track.stop();
      return [old, next].map((stream) => stream?.getTracks().map((track) => track.readyState));
    }),
  'the old track stopped, then another camera': (page) =>
    page.evaluate(async () => {
      const old = window.call.stream;
      for (const track of old?.getTracks() ?? []) track.stop();
      const next = await navigator.mediaDevices.getUserMedia({ video: { frameRate: 20 } });
      window.call.watch(next);
      return [old, next].map((stream) => stream?.getTracks().map((track) => track.readyState));
    }),
  'muted and unmuted by the site': (page) =>
    page.evaluate(async () => {
      const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const [track] = window.call.stream?.getVideoTracks() ?? [];
      const { near } = window.call;
      if (!track || !near) throw new Error('expected a track');
      /** Which pictures come now; those on their way at the switch are left out. */
      const pictures = async () => {
        const first = near.seen.length;
        await sleep(1500);
        return near.seen
          .slice(first)
          .map(({ number, color }) =>
            number !== null ? 'person' : Math.max(...color) < 20 ? 'black' : 'other',
          );
      };
      track.enabled = false;
      await sleep(500);
      const muted = [...new Set(await pictures())];
      track.enabled = true;
      // Black ones may still come, then the person: never a covered one, and none of the room.
      const after = await pictures();
      return { muted, others: after.filter((each) => each === 'other'), last: after.at(-1) };
    }),
  'a page that is frozen by the browser for a while': async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    return page.evaluate(() => window.call.stream?.active);
  },
  'leave taken away and given back': async (page) => {
    const session = await page.context().newCDPSession(page);
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

test.beforeEach(({ veil }) => veil.setEffect({ kind: 'color', color: '#00ff00' }));

for (const [name, change] of Object.entries(CHANGES)) {
  test(name, async ({ bare, veil, server }) => {
    const [native, withVeil] = await Promise.all([
      inCall(bare, server, change, expectRaw),
      inCall(veil, server, change, expectProcessed),
    ]);
    expect(withVeil).toEqual(native);
    note(name, JSON.stringify(native), 'the same, processed all the time');
  });
}

/** A call in which something changes, and which goes on after it. */
async function inCall(
  { context }: Veil,
  server: Server,
  change: Change,
  look: (page: Page) => Promise<void>,
): Promise<unknown> {
  const page = await context.newPage();
  try {
    await page.goto(server.make());
    expect(await askFor(page)).toBe(CAMERA);
    await look(page);
    const told = await change(page, server);
    await look(page);
    const worst = await page.evaluate(() =>
      window.call.looks.map(({ seen }) => Math.max(...seen.map(({ stripes }) => stripes))),
    );
    if (look === expectProcessed) for (const each of worst) expect(each).toBeLessThan(RAW);
    return told;
  } finally {
    await page.close();
  }
}

test('a page that is left in mid-call, come back to, and loaded anew', async ({
  bare,
  veil,
  server,
}) => {
  const [from, to] = [server.make(), server.make()];
  const travel = async ({ context }: Veil, look: (page: Page) => Promise<void>) => {
    const page = await context.newPage();
    try {
      const answers = [];
      for (const go of [
        () => page.goto(from),
        () => page.goto(to),
        () => page.goBack(),
        () => page.reload(),
      ]) {
        await go();
        answers.push(await askFor(page));
        await look(page);
      }
      return answers;
    } finally {
      await page.close();
    }
  };
  const [native, withVeil] = await Promise.all([
    travel(bare, expectRaw),
    travel(veil, expectProcessed),
  ]);
  expect(native).toEqual([CAMERA, CAMERA, CAMERA, CAMERA]);
  expect(withVeil).toEqual(native);
  note(
    'a page that is left in mid-call, come back to, and loaded anew',
    CAMERA,
    'the same, processed',
  );
});

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

test('a machine that sleeps for some seconds', async ({ server }) => {
  const sleep = async (page: Page, mark: string) => {
    const segmenter = page.frames().find((frame) => frame.url().startsWith('chrome-extension:'));
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
