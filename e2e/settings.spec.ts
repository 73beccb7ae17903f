/** A change of settings reaches a running call, on the same track and without a new negotiation. */
import { frameCount, waitForPerson } from './fixtures/call';
import { expect, test } from './fixtures/test';

/** Far apart from each other in every channel that changes. */
const COLORS = ['#ff0000', '#0000ff', '#00ff00', '#ffff00', '#ff00ff'] as const;

test('a change reaches the running call', async ({ veil, page, server }) => {
  await veil.setEffect({ kind: 'color', color: '#000000' });
  await page.goto(server.url('plain'));
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 10);

  const delays: number[] = [];
  for (const color of COLORS) {
    const from = await frameCount(page, 'near');
    const setAt = Date.now();
    await veil.setEffect({ kind: 'color', color });
    const shownAt = await page.waitForFunction(
      ([wanted, first]) => {
        const rgb = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
        const frame = window.call.near?.seen
          .slice(first)
          .find((seen) => seen.color.every((c, i) => Math.abs(c - (rgb[i] as number)) < 12));
        return frame && performance.timeOrigin + frame.at;
      },
      [color, from] as const,
    );
    delays.push(((await shownAt.jsonValue()) as number) - setAt);
  }
  const sorted = delays.toSorted((a, b) => a - b).map(Math.round);
  console.log(`from the change to its first frame: ${sorted.join(', ')} ms`);
  // The figure to look at is the printed one, below 100 ms; a busy machine only must not stall.
  expect(sorted[COLORS.length >> 1]).toBeLessThan(1000);
  expect(await page.evaluate(() => window.call.negotiations)).toBe(1);
});

test('corrupt settings give defaults, and are kept aside', async ({ veil, page, server }) => {
  const worker = await veil.background();
  await worker.evaluate(() => chrome.storage.local.set({ settings: 'garbage' }));
  await page.goto(server.url('plain'));
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 3);
  // The default is a blur: the room's stripes are gone.
  expect(
    await page.evaluate(() => Math.max(...(window.call.near?.seen ?? []).map((s) => s.stripes))),
  ).toBeLessThan(30);
  await expect
    .poll(() => worker.evaluate(() => chrome.storage.local.get(null)))
    .toMatchObject({ settings: { version: 1, enabled: true }, 'settings-rejected': 'garbage' });
});

declare const chrome: {
  readonly storage: {
    readonly local: { get(keys: null): Promise<object>; set(value: object): Promise<void> };
  };
};
