/** Many cameras, calls, frames and tabs at once, in Chromium. */
import type { Page } from 'playwright/test';
import { expectManyAtOnce, expectToGoOn } from './expectations/many-at-once';
import { CAMERA, note, withPage } from './fixtures/situation';
import { expect, test } from './fixtures/test';
import { launchVeil } from './fixtures/veil';

/** Without sharing, three tracks need three masks for a frame. */
const MASKS_PER_FRAME = 1.3;
/** Chromium's drawn cameras are green, and show nobody whom the model takes for a person. */
const BLUE = '#0000ff';

expectManyAtOnce(test, async (veil, page) => {
  const masksPerFrame = async () => {
    const tracks = await veil.status(page);
    expect(tracks.map(({ state }) => state)).toEqual(['running', 'running', 'running']);
    const made = tracks.reduce((sum, { fps, copies }) => sum + fps - copies, 0);
    return made / Math.max(...tracks.map(({ fps }) => fps));
  };
  // Each track has reported a whole second of these.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  // In a call's first seconds the loops may be at different frames.
  await expect.poll(masksPerFrame).toBeLessThan(MASKS_PER_FRAME);
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
