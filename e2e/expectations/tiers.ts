/** The model ladder: every tier's picture, and changes of tier in mid-call. */
import type { Settings } from '../../src/shared/settings';
import type { Tier } from '../../src/shared/tiers';
import { openCamera, startCall, type Test } from '../fixtures/any-browser';
import { type Evaluated, expectOnlyPerson, waitForPerson, worstStripes } from '../fixtures/call';
import { expect } from '../fixtures/expect';
import { personIoU } from '../fixtures/matte';
import { RAW } from '../fixtures/situation';
import { LOOK } from '../fixtures/test';

const GREEN = [0, 255, 0] as const;
export const EFFECT = { kind: 'color', color: '#00ff00' } as const;
/** How well a person fits the truth at least, at every tier, 0..1. */
export const LIKE = 0.93;

const CHANGES = [
  {
    on: 'a plain page',
    situation: 'plain',
    tiers: ['low', 'high', 'least', 'light', 'sparse', 'medium'],
    least: 50,
  },
  // A tier's arrays and model are made anew, and neither its kernels nor its masks are the page's WASM.
  { on: 'a page that lets no WASM run', situation: 'no-wasm', tiers: ['low'], least: 10 },
] as const;

/** Registers the tests. begin: the tiers with which calls begin, each in a test of its own. */
export function expectTiers(test: Test, begin: readonly Tier[]): void {
  for (const tier of begin) {
    test(`a call that begins with the tier ${tier}`, async ({ veil, page, server }) => {
      await veil.store({ tier });
      await veil.set({ effect: EFFECT });
      await page.goto(server.url('plain'));
      await openCamera(page);
      await waitForPerson(page, 'near', 3);
      expect((await veil.status(page))[0]).toMatchObject({ state: 'running', tier });
      // More than one: in the last tier, not every frame has a mask made for it.
      for (let n = 0; n < 4; n++) expect(await likeness(page)).toBeGreaterThan(LIKE);
      expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
    });
  }

  for (const { on, situation, tiers, least } of CHANGES) {
    test(`a change of tier in mid-call shows in no frame of ${on}`, async ({
      veil,
      page,
      server,
    }) => {
      const choose = (quality: Settings['quality']) => veil.set({ effect: EFFECT, quality });
      await choose('high');
      await page.goto(server.url(situation));
      await startCall(page);
      await waitForPerson(page, 'near', 10);
      expect(await likeness(page)).toBeGreaterThan(LIKE);
      const from = await page.evaluate(() => window.call.near?.seen.length ?? 0);
      const [before] = await veil.status(page);

      for (const tier of tiers) {
        await choose(tier);
        await expect.poll(async () => (await veil.status(page))[0]?.tier).toBe(tier);
        expect(await likeness(page)).toBeGreaterThan(LIKE);
      }

      await waitForPerson(page, 'far', 5);
      const [after] = await veil.status(page);
      expect(after?.coveredFrames).toBe(before?.coveredFrames);
      await expectOnlyPerson(page, from, least);
      expect(await worstStripes(page, 'far')).toBeLessThan(RAW);
    });
  }
}

/** How well the next frame's person fits the truth of that very frame, 0..1. */
export async function likeness(page: Evaluated): Promise<number> {
  const grabbed = await page.evaluate(() => window.call.near?.grab());
  if (!grabbed) throw new Error('expected a frame');
  return personIoU(grabbed, LOOK, GREEN);
}
