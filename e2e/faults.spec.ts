/**
 * Whatever breaks in mid-call: no frame is raw, the same track goes on processed, other cameras of the page
 * work. Each test prints what the fault has cost: raw frames, covered ones, the longest time for which the
 * picture stood still and the time to the person's return, in ms.
 */
import type { Page } from 'playwright/test';
import { frameCount, waitForPerson } from './fixtures/call';
import { block, extensionLoopOf, loopOf } from './fixtures/loop-worker';
import { costSince, tell } from './fixtures/reliability';
import { askFor, CAMERA, expectProcessed } from './fixtures/situation';
import { expect, test } from './fixtures/test';
import type { Veil } from './fixtures/veil';

const GREEN = { kind: 'color', color: '#00ff00' } as const;

const LOOPS = {
  'the loop': { situation: 'plain', workerOf: loopOf },
  'the loop in the extension': { situation: 'strict-csp', workerOf: extensionLoopOf },
} as const;

/** A call that shows the person. */
async function begin(veil: Veil, page: Page, url: string): Promise<void> {
  await veil.setEffect(GREEN);
  await page.goto(url);
  expect(await askFor(page)).toBe(CAMERA);
  await waitForPerson(page, 'near', 5);
}

/** Waits until frames without the person have come, and then the person. */
async function coveredThenPerson(page: Page, from: number): Promise<void> {
  await expect.poll(async () => (await costSince(page, from)).covered).toBeGreaterThan(0);
  await waitForPerson(page, 'near', 10);
}

for (const [name, { situation, workerOf }] of Object.entries(LOOPS)) {
  for (const [fault, harm] of Object.entries({
    'ends by itself': async (page: Page) => {
      await (await workerOf(page)).evaluate(() => close());
    },
    'hangs for good': async (page: Page) => {
      (await workerOf(page))
        .evaluate(() => {
          for (;;);
        })
        .catch(() => undefined); // It is replaced.
    },
  })) {
    test(`${name} ${fault}: covered, then the same track goes on`, async ({
      veil,
      page,
      server,
    }) => {
      await begin(veil, page, server.url(situation));
      const from = await frameCount(page, 'near');
      await harm(page);
      await coveredThenPerson(page, from);
      const cost = await costSince(page, from);
      tell(`${name} ${fault}`, cost);
      expect(cost.raw).toBe(0);
      expect((await veil.status(page)).map(({ state }) => state)).toEqual(['running']);
      // A camera asked for later has a loop as well.
      expect(await askFor(page)).toBe(CAMERA);
      await expectProcessed(page);
    });
  }

  test(`${name} stands still for 1, 5 and 20 s`, async ({ veil, page, server }) => {
    test.setTimeout(180_000);
    await begin(veil, page, server.url(situation));
    for (const seconds of [1, 5, 20]) {
      const from = await frameCount(page, 'near');
      block(await workerOf(page), seconds * 1000);
      await coveredThenPerson(page, from);
      const cost = await costSince(page, from);
      tell(`${name} stands still for ${seconds} s`, cost);
      expect(cost.raw).toBe(0);
    }
  });
}

test('a track whose ends are gone says that it has ended, and the page gets another camera', async ({
  veil,
  page,
  server,
}) => {
  await begin(veil, page, server.url('plain'));
  const [keeper] = page.workers().filter((worker) => worker.url().startsWith('blob:'));
  await page.evaluate(() => {
    window.call.stream?.getVideoTracks()[0]?.addEventListener('ended', () => {
      document.title = 'ended';
    });
  });
  await keeper?.evaluate(() => close());
  await expect.poll(() => page.title()).toBe('ended');
  expect(await page.evaluate(() => window.call.stream?.active)).toBe(false);
  expect((await costSince(page, 0)).raw).toBe(0);
  await expect.poll(async () => (await veil.status(page)).length).toBe(0);
  expect(await askFor(page)).toBe(CAMERA);
  await expectProcessed(page);
});
