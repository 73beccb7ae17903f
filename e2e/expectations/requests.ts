/** Requests for a camera that come close together or end at once: each gets its own, and none is left. */

import type { AnyPage, Test } from '../fixtures/any-browser';
import { expect } from '../fixtures/expect';

/** Registers the tests. */
export function expectRequests(test: Test): void {
  test('a camera stopped at once leaves nothing behind', async ({ veil, page, server }) => {
    await page.goto(server.url('plain'));
    const told = await page.evaluate(async () => {
      const errors: string[] = [];
      for (const type of ['error', 'unhandledrejection'])
        addEventListener(type, () => errors.push(type));
      const stopped = [];
      for (let i = 0; i < 3; i++) {
        const stream = await navigator.mediaDevices.getUserMedia({ video: true });
        const [track] = stream.getVideoTracks();
        track?.stop();
        stopped.push(track?.readyState);
      }
      Object.assign(window, { errors });
      return stopped;
    });
    expect(told).toEqual(['ended', 'ended', 'ended']);
    await expect.poll(() => loopWorkers(page)).toBe(0);
    expect(await veil.status(page)).toEqual([]);
    const errors = await page.evaluate(() => (window as unknown as { errors: string[] }).errors);
    expect(errors).toEqual([]);
  });

  test('several requests at once all get processed tracks', async ({ veil, page, server }) => {
    await veil.setEffect({ kind: 'color', color: '#00ff00' });
    await page.goto(server.url('plain'));
    await page.evaluate(async () => {
      const ask = () => navigator.mediaDevices.getUserMedia({ video: true });
      const streams = await Promise.all([ask(), ask(), ask()]);
      Object.assign(window, { streams });
    });
    await expect
      .poll(async () => (await veil.status(page)).map(({ state }) => state))
      .toEqual(['running', 'running', 'running']);
  });

  test('a track ended by a stop the page kept lets the camera go', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect({ kind: 'color', color: '#00ff00' });
    await page.goto(server.url('plain'));
    await page.evaluate(async () => {
      const { stop } = MediaStreamTrack.prototype;
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      for (const track of stream.getTracks()) Reflect.apply(stop, track, []);
    });
    await expect.poll(async () => (await veil.status(page)).length).toBe(0);
    await expect.poll(() => loopWorkers(page)).toBe(0);
  });
}

/** Workers of the page in which a frame loop runs. */
function loopWorkers(page: AnyPage): number {
  return page.workers().filter((worker) => worker.url().startsWith('blob:')).length;
}
