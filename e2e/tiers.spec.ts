/** The model ladder: every tier's picture, changes of tier in mid-call, and a machine that slows down. */
import type { Page } from 'playwright/test';
import type { Settings } from '../src/shared/settings';
import { LADDER, TIERS, type Tier } from '../src/shared/tiers';
import { expectOnlyPerson, waitForPerson, worstStripes } from './fixtures/call';
import { personIoU } from './fixtures/matte';
import { slowDown } from './fixtures/slow-down';
import { expect, LOOK, test, testCamera } from './fixtures/test';
import { launchVeil, type Veil } from './fixtures/veil';

/** Far below the raw room's, far above what a backdrop leaves. */
const RAW = 30;
const GREEN = [0, 255, 0] as const;
const EFFECT = { kind: 'color', color: '#00ff00' } as const;
const ALL_TIERS = Object.keys(TIERS) as Tier[];

for (const tier of ALL_TIERS) {
  test(`a call that begins with the tier ${tier}`, async ({ veil, page, server }) => {
    // A device can have settled at each tier of the ladder; the others are chosen.
    const settled = LADDER.includes(tier);
    await remember(veil, settled ? tier : 'high');
    await veil.set({ effect: EFFECT, quality: settled ? 'auto' : tier });
    await page.goto(server.url('plain'));
    await page.evaluate(() => window.call.start());
    await waitForPerson(page, 'near', 3);
    expect((await veil.status(page))[0]).toMatchObject({ state: 'running', tier });
    // More than one: in the last tier, not every frame has a mask made for it.
    for (let n = 0; n < 4; n++) expect(await likeness(page)).toBeGreaterThan(0.93);
    expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
  });
}

test('a change of tier in mid-call shows in no frame', async ({ veil, page, server }) => {
  const choose = (quality: Settings['quality']) => veil.set({ effect: EFFECT, quality });
  await choose('high');
  await page.goto(server.url('plain'));
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 10);
  const from = await page.evaluate(() => window.call.near?.seen.length ?? 0);
  const [before] = await veil.status(page);

  for (const tier of ['low', 'high', 'least', 'medium', 'light', 'top', 'high'] as const) {
    await choose(tier);
    await expect.poll(async () => (await veil.status(page))[0]?.tier).toBe(tier);
    expect(await likeness(page)).toBeGreaterThan(0.93);
    await waitForPerson(page, 'near', 5);
  }

  await waitForPerson(page, 'far', 5);
  const [after] = await veil.status(page);
  expect(after?.coveredFrames).toBe(before?.coveredFrames);
  await expectOnlyPerson(page, from, 50);
  expect(await worstStripes(page, 'far')).toBeLessThan(RAW);
});

test('a machine that slows down gets a cheaper tier, and the room stays hidden', async ({
  server,
}) => {
  test.setTimeout(180_000);
  const mark = `--veil-slow-${process.pid}`;
  const veil = await launchVeil({ camera: await testCamera(), args: [mark] });
  try {
    await veil.setEffect(EFFECT);
    const page = await veil.context.newPage();
    await page.goto(server.url('plain'));
    await page.evaluate(() => window.call.start());
    await waitForPerson(page, 'near', 10);
    const rank = async () => LADDER.indexOf((await veil.status(page))[0]?.tier ?? 'high');

    const slow = slowDown(mark, 0.15);
    await expect
      .poll(rank, { timeout: 30_000 })
      .toBeGreaterThan(1)
      .finally(() => slow.end());
    const lowest = await rank();
    await expect.poll(rank, { timeout: 90_000 }).toBeLessThan(lowest);

    await waitForPerson(page, 'near', 5);
    expect(await likeness(page)).toBeGreaterThan(0.93);
    expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
    expect(await worstStripes(page, 'far')).toBeLessThan(RAW);
  } finally {
    await veil.close();
  }
});

test('the tier at which a call settles is kept for the next one', async ({
  veil,
  page,
  server,
}) => {
  await remember(veil, 'none such');
  await veil.set({ effect: EFFECT, quality: 'auto' });
  await page.goto(server.url('plain'));
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 3);
  // It must last for ten seconds; a busy machine settles somewhere else, and later.
  await expect
    .poll(async () => (await veil.status(page))[0]?.tier === (await remembered(veil)), {
      timeout: 50_000,
    })
    .toBe(true);
});

/** How well the next frame's person fits the truth of that very frame, 0..1. */
async function likeness(page: Page): Promise<number> {
  const grabbed = await page.evaluate(() => window.call.near?.grab());
  if (!grabbed) throw new Error('expected a frame');
  return personIoU(grabbed, LOOK, GREEN);
}

async function remember(veil: Veil, tier: string): Promise<void> {
  const worker = await veil.background();
  await worker.evaluate((value) => chrome.storage.local.set({ tier: value }), tier);
}

async function remembered(veil: Veil): Promise<unknown> {
  const worker = await veil.background();
  return worker.evaluate(async () => (await chrome.storage.local.get('tier'))['tier']);
}

declare const chrome: {
  readonly storage: {
    readonly local: {
      get(key: string): Promise<Record<string, unknown>>;
      set(value: object): Promise<void>;
    };
  };
};
