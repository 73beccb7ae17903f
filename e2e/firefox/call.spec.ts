/** The main job in a stock Firefox: both ends see the person before the backdrop, never the room. */
import type { Page } from 'puppeteer-core';
import { alone } from '../fixtures/alone';
import { frameCount, waitForPerson, worstStripes } from '../fixtures/call';
import { expect, seenBy, test, VIDEO } from '../fixtures/firefox/test';
import { personIoU } from '../fixtures/matte';
import { LOOK } from '../fixtures/test';

const GREEN = [0, 255, 0] as const;
/** How near a plain colour comes, of 255: the far end's has gone through a lossy codec. */
const NEAR_TO = { near: 6, far: 25 } as const;
/** Far below the raw room's stripes, far above what a backdrop leaves. */
const RAW = 30;

test('a camera asked for by the first script of a page is processed', async ({
  veil,
  tab,
  server,
}) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await tab.goto(server.url('inline'));
  await tab.evaluate(async () => {
    const { asked } = window as unknown as { asked: Promise<MediaStream> };
    await window.call.use(await asked);
  });
  await expectCall(tab);
});

test('look-alikes of track streams on a page are not trusted', async ({ veil, tab, server }) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await tab.goto(server.url('plain'));
  await tab.evaluate(() => {
    class MediaStreamTrackProcessor {
      readonly #readable = new ReadableStream();
      get readable() {
        return this.#readable;
      }
    }
    class MediaStreamTrackGenerator {
      readonly #writable = new WritableStream();
      get writable() {
        return this.#writable;
      }
    }
    Object.assign(window, { MediaStreamTrackProcessor, MediaStreamTrackGenerator });
  });
  await call(tab);
  await expect.poll(async () => (await veil.status(tab))[0]?.state).toBe('running');
  await expect.poll(() => tab.evaluate(() => window.call.framesReceived())).toBeGreaterThan(10);
});

test('a change of the effect, off and on: no raw frame but while it is off', async ({
  veil,
  tab,
  server,
}) => {
  const frame = seenBy(tab);
  await veil.setEffect({ kind: 'image', id: 'dusk' });
  await tab.goto(server.url('plain'));
  await call(tab);
  await waitForPerson(frame, 'near', 5);
  await veil.setEffect({ kind: 'blur', strength: 0.5 });
  await waitForPerson(frame, 'near', 10);
  expect(await worstStripes(frame, 'near')).toBeLessThan(RAW);
  expect(await worstStripes(frame, 'far')).toBeLessThan(RAW);

  const offFrom = await frameCount(frame, 'near');
  await veil.set({ enabled: false });
  await waitForPerson(frame, 'near', 15);
  expect(await worstStripes(frame, 'near', offFrom)).toBeGreaterThan(2 * RAW);

  await veil.set({ enabled: true });
  const onFrom = await frameCount(frame, 'near');
  await waitForPerson(frame, 'near', 30);
  const raw = await tab.evaluate(
    (from, limit) => window.call.near?.seen.slice(from).map(({ stripes }) => stripes > limit),
    onFrom,
    RAW,
  );
  // The switch is on its way for some frames; once it has come, no raw frame follows.
  const last = raw?.lastIndexOf(true) ?? Number.NaN;
  expect(raw?.slice(0, last + 1)).toEqual(Array(last + 1).fill(true));
  expect(last).toBeLessThan(10);
});

alone(() => {
  for (const name of ['plain', 'strict-csp']) {
    test(`a hidden tab keeps its frame rate (${name})`, async ({ veil, tab, server }) => {
      await veil.setEffect({ kind: 'blur', strength: 0.5 });
      await tab.goto(server.url(name));
      await call(tab);
      await waitForPerson(seenBy(tab), 'far', 5);
      await (await veil.home()).bringToFront();
      await expect.poll(() => tab.evaluate(() => document.visibilityState)).toBe('hidden');
      const before = await tab.evaluate(() => window.call.framesReceived());
      const seconds = 3;
      await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
      const received = (await tab.evaluate(() => window.call.framesReceived())) - before;
      // A page's own timers and pictures come once a second there.
      expect(received / seconds).toBeGreaterThan(10);
      await tab.bringToFront();
    });
  }
});

async function call(tab: Page): Promise<void> {
  await tab.evaluate((video) => window.call.start({ constraints: { video } }), VIDEO);
}

async function expectCall(tab: Page): Promise<void> {
  const frame = seenBy(tab);
  await waitForPerson(frame, 'far', 20);
  for (const end of ['near', 'far'] as const) {
    expect(await worstStripes(frame, end), `${end}: the room's stripes`).toBeLessThan(12);
    const colors = await tab.evaluate((e) => window.call[e]?.seen.map(({ color }) => color), end);
    const isGreen = (color: readonly number[]) =>
      GREEN.every((value, c) => Math.abs((color[c] as number) - value) < NEAR_TO[end]);
    // Grey till the settings have been read.
    const settled = colors?.slice(colors.findIndex(isGreen)) ?? [];
    expect(settled.length, `${end}: green frames`).toBeGreaterThan(10);
    expect(settled.filter((color) => !isGreen(color))).toEqual([]);
  }
  for (let i = 0; i < 3; i++) {
    const grabbed = await tab.evaluate(() => window.call.near?.grab());
    if (!grabbed) throw new Error('expected a frame');
    expect(await personIoU(grabbed, LOOK, GREEN)).toBeGreaterThanOrEqual(0.95);
  }
}
