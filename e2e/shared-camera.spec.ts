/** Several tracks of one camera in a page share one segmentation, and part when one goes. */
import { alone } from './fixtures/alone';
import { waitForPerson, worstStripes } from './fixtures/call';
import { expect, test } from './fixtures/test';

/** What is far below the raw room's contrast, and far above what a blur leaves. */
const RAW = 30;

alone(() => {
  test('a second track of the camera costs no second mask, and outlives the first', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect({ kind: 'color', color: '#00ff00' });
    await page.goto(server.url('plain'));
    await page.evaluate(async () => {
      window.preview = await navigator.mediaDevices.getUserMedia({ video: true });
      await window.call.start();
    });
    await waitForPerson(page, 'near', 10);

    // Each picture is made once; it does not matter by whom. The first seconds are those of the start.
    const sharing = async () => {
      const tracks = await veil.status(page);
      const slower = Math.min(...tracks.map(({ fps }) => fps));
      if (tracks.length < 2 || tracks.some(({ state }) => state !== 'running') || slower < 5)
        return 0;
      return tracks.reduce((sum, each) => sum + each.copies, 0) / slower;
    };
    await expect.poll(sharing, { intervals: [1100] }).toBeGreaterThan(0.8);

    // The one that did the work ends: the other takes over, and nothing shows.
    const before = await page.evaluate(() => {
      for (const track of window.preview.getTracks()) track.stop();
      return window.call.near?.seen.length ?? 0;
    });
    await waitForPerson(page, 'near', 20);
    expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
    const without = await page.evaluate(
      (first) =>
        window.call.near?.seen.slice(first).filter(({ number }) => number === null).length ?? 0,
      before,
    );
    expect(without, 'frames without the person').toBeLessThanOrEqual(1);
    await page.evaluate(() => window.call.stop());
  });
});

test('tracks of different sizes work on their own', async ({ veil, page, server }) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(server.url('plain'));
  await page.evaluate(async () => {
    window.preview = await navigator.mediaDevices.getUserMedia({ video: { width: 320 } });
    await window.call.start({ constraints: { video: { width: 640 } } });
  });
  await waitForPerson(page, 'near', 10);
  await page.waitForTimeout(2500);
  const tracks = await veil.status(page);
  expect(tracks.map(({ width }) => width).toSorted()).toEqual([320, 640]);
  for (const { copies } of tracks) expect(copies).toBe(0);
  await page.evaluate(() => {
    for (const track of window.preview.getTracks()) track.stop();
    window.call.stop();
  });
});

declare global {
  interface Window {
    preview: MediaStream;
  }
}
