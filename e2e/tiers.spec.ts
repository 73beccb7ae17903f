/** The model ladder, in Chromium, and a machine that slows down. */

import { LADDER, TIERS, type Tier } from '../src/shared/tiers';
import { EFFECT, expectTiers, LIKE, likeness } from './expectations/tiers';
import { alone } from './fixtures/alone';
import { waitForPerson, worstStripes } from './fixtures/call';
import { RAW } from './fixtures/situation';
import { slowDown } from './fixtures/slow-down';
import { expect, test, testCamera } from './fixtures/test';
import { launchVeil } from './fixtures/veil';

expectTiers(test, Object.keys(TIERS) as Tier[]);

alone(() => {
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
      expect(await likeness(page)).toBeGreaterThan(LIKE);
      expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
      expect(await worstStripes(page, 'far')).toBeLessThan(RAW);
    } finally {
      await veil.close();
    }
  });
});

alone(() => {
  test('the tier at which a call settles is kept for the next one', async ({
    veil,
    page,
    server,
  }) => {
    await veil.store({ tier: 'none such' });
    await veil.set({ effect: EFFECT, quality: 'auto' });
    await page.goto(server.url('plain'));
    await page.evaluate(() => window.call.open());
    await waitForPerson(page, 'near', 3);
    // It must last for ten seconds; a busy machine settles somewhere else, and later.
    const isKept = async () => {
      const [status] = await veil.status(page);
      return JSON.stringify(await veil.stored(['tier'])) === JSON.stringify({ tier: status?.tier });
    };
    await expect.poll(isKept, { timeout: 50_000 }).toBe(true);
  });
});
