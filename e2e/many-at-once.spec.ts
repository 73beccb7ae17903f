/** Many cameras, calls, frames and tabs at once: all are processed, and each stops alone. */
import type { Frame, Page } from 'playwright/test';
import type { Server } from './fixtures/server';
import {
  askFor,
  CAMERA,
  expectProcessed,
  expectRaw,
  note,
  RAW,
  withPage,
} from './fixtures/situation';
import { expect, test } from './fixtures/test';
import { launchVeil, type Veil } from './fixtures/veil';

/** Without sharing, three tracks need three masks for a frame. */
const MASKS_PER_FRAME = 1.3;
/** Chromium's drawn cameras are green, and show nobody whom the model takes for a person. */
const BLUE = '#0000ff';

test.beforeEach(({ veil }) => veil.setEffect({ kind: 'color', color: '#00ff00' }));

/** For each stream the page has looked at: frames so far, whether it has ended, and its worst stripes. */
const looksOf = (page: Frame | Page) =>
  page.evaluate(() =>
    window.call.looks.map(({ seen, ended }) => ({
      frames: seen.length,
      ended,
      stripes: Math.max(...seen.map(({ stripes }) => stripes)),
    })),
  );

/** Waits until each of these streams has given more frames. */
async function expectToGoOn(page: Page, streams: readonly number[]): Promise<void> {
  const before = await looksOf(page);
  await expect
    .poll(async () => {
      const now = await looksOf(page);
      return streams.every((i) => (now[i]?.frames ?? 0) > (before[i]?.frames ?? 0) + 3);
    })
    .toBe(true);
}

/** Three calls for one camera, stopped one after the other. Gives the states as they go. */
async function askThrice(page: Page, between: () => Promise<void>): Promise<string[][]> {
  await page.evaluate(async () => {
    window.streams = [];
    for (let i = 0; i < 3; i++) {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      window.streams.push(stream);
      window.call.watch(stream);
    }
  });
  await expectToGoOn(page, [0, 1, 2]);
  await between();
  const states = [];
  for (const left of [[1, 2], [2], []]) {
    states.push(
      await page.evaluate((stop) => {
        for (const track of window.streams[stop]?.getTracks() ?? []) track.stop();
        return window.streams.map((stream) =>
          stream
            .getTracks()
            .map((t) => t.readyState)
            .join(),
        );
      }, 2 - left.length),
    );
    await expectToGoOn(page, left);
  }
  return states;
}

test('three calls for one camera: one mask per frame, and each stops alone', async ({
  bare,
  veil,
  server,
}) => {
  const url = server.make();
  const native = await withPage(bare, url, async (page) => {
    const states = await askThrice(page, async () => undefined);
    for (const { stripes } of await looksOf(page)) expect(stripes).toBeGreaterThan(RAW);
    return states;
  });
  await withPage(veil, url, async (page) => {
    const countMasks = async () => {
      await expectProcessed(page);
      const masksPerFrame = async () => {
        const tracks = await veil.status(page);
        expect(tracks.map(({ state }) => state)).toEqual(['running', 'running', 'running']);
        const made = tracks.reduce((sum, { fps, copies }) => sum + fps - copies, 0);
        return made / Math.max(...tracks.map(({ fps }) => fps));
      };
      // Each track has reported a whole second of these.
      await page.waitForTimeout(2500);
      // In a call's first seconds the loops may be at different frames.
      await expect.poll(masksPerFrame).toBeLessThan(MASKS_PER_FRAME);
    };
    expect(await askThrice(page, countMasks)).toEqual(native);
    for (const { stripes } of await looksOf(page)) expect(stripes).toBeLessThan(RAW);
    await expect.poll(async () => (await veil.status(page)).length).toBe(0);
  });
  note('three calls for one camera', 'each stops alone', 'the same; one mask per frame');
});

/** Asks for every camera there is. Gives what the site can tell of them, without their ids. */
const askForAll = (page: Page) =>
  page.evaluate(async () => {
    await navigator.mediaDevices.getUserMedia({ video: true });
    const devices = await navigator.mediaDevices.enumerateDevices();
    window.streams = [];
    const told = [];
    for (const { kind, deviceId, label } of devices) {
      // The second of Chromium's drawn cameras gives depth, which no frame can be read of.
      if (kind !== 'videoinput' || label === 'fake_device_1') continue;
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { deviceId: { exact: deviceId } },
      });
      window.streams.push(stream);
      window.call.watch(stream);
      const [track] = stream.getVideoTracks();
      told.push({
        label,
        same: track?.label === label,
        own: track?.getSettings().deviceId === deviceId,
      });
    }
    return told;
  });

test('several cameras at once', async ({ server }) => {
  const args = ['--use-fake-device-for-media-stream=device-count=3'];
  const run = async (extension: null | undefined) => {
    const browser = await launchVeil({ args, ...(extension === null && { extension }) });
    try {
      if (extension !== null) await browser.setEffect({ kind: 'color', color: BLUE });
      return await withPage(browser, server.make(), async (page) => {
        const told = await askForAll(page);
        await expectToGoOn(
          page,
          told.map((_, i) => i),
        );
        if (extension !== null)
          await expect
            .poll(async () => (await browser.status(page)).map(({ state }) => state))
            .toEqual(['running', ...told.map(() => 'running')]);
        await page.evaluate(() => {
          for (const track of window.streams[0]?.getTracks() ?? []) track.stop();
        });
        await expectToGoOn(
          page,
          told.slice(1).map((_, i) => i + 1),
        );
        const colors = await page.evaluate(() =>
          window.call.looks.map(({ seen }) => seen.map(({ color }) => color)),
        );
        return { told, colors };
      });
    } finally {
      await browser.close();
    }
  };
  const [native, withVeil] = await Promise.all([run(null), run(undefined)]);
  expect(withVeil.told).toEqual(native.told);
  expect(native.told.length).toBeGreaterThan(1);
  const isGreen = ([, green, blue]: readonly number[]) => (green as number) > (blue as number) + 30;
  const isBlue = ([, green, blue]: readonly number[]) => (blue as number) > (green as number) + 150;
  for (const colors of native.colors) expect(colors.filter((each) => !isGreen(each))).toEqual([]);
  for (const colors of withVeil.colors) {
    expect(colors.filter(isGreen)).toEqual([]);
    expect(isBlue(colors.at(-1) ?? [0, 0, 0])).toBe(true);
  }
  note(`${native.told.length} cameras at once`, CAMERA, 'the same, all processed');
});

/** A page with a frame, and a second tab: gives the answers, when all three run at once. */
async function askEverywhere(
  { context }: Veil,
  server: Server,
  look: (page: Frame | Page) => Promise<void>,
): Promise<string[]> {
  const [page, tab] = [await context.newPage(), await context.newPage()];
  try {
    await page.goto(server.make());
    await tab.goto(server.make());
    await page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      frame.allow = 'camera';
      document.body.append(frame);
      return new Promise((resolve) => {
        frame.onload = resolve;
      });
    }, server.make());
    const frame = page.frames().find((each) => each.parentFrame() === page.mainFrame());
    if (!frame) throw new Error('expected a frame');
    const places = [page, frame, tab];
    const answers = await Promise.all(places.map((place) => askFor(place)));
    for (const place of places) await look(place);
    // One after the other goes; the rest stay.
    await frame.evaluate(() => window.call.stop());
    await look(page);
    await page.close();
    await look(tab);
    return answers;
  } finally {
    await page.close();
    await tab.close();
  }
}

test('a page, its frame and another tab at once', async ({ bare, veil, server }) => {
  const native = await askEverywhere(bare, server, expectRaw);
  expect(native).toEqual([CAMERA, CAMERA, CAMERA]);
  expect(await askEverywhere(veil, server, expectProcessed)).toEqual(native);
  note('a page, its frame and another tab at once', CAMERA, 'the same, all processed');
});

declare global {
  interface Window {
    streams: MediaStream[];
  }
}
