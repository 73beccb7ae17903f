/**
 * Camera manners in Firefox: the answers of a processed track and of the entrances are those of the
 * same browser without Veil, but for what is named here.
 */
import type { Page } from 'playwright/test';
import { askClones } from '../expectations/clones';
import { askConstraints, askOthers, askTrack } from '../expectations/manners';
import { askEntrances } from '../expectations/refusals';
import { expect, seenBy, test } from '../fixtures/firefox/test';
import type { FirefoxVeil } from '../fixtures/firefox/veil';

const QUESTIONS: Record<string, (page: Page) => Promise<unknown>> = {
  'a track': askTrack,
  constraints: askConstraints,
  clones: (page) => askClones(page, 3000),
  'the entrances': askEntrances,
  'audio, devices and permissions': askOthers,
};

test.describe('the answers are those of the browser without Veil', () => {
  let native: FirefoxVeil;
  let veiled: FirefoxVeil;

  test.beforeAll(async ({ launch }) => {
    // The colours that Firefox draws: with them comes a microphone.
    native = await launch({ camera: undefined, addon: null });
    veiled = await launch({ camera: undefined });
    await veiled.setEffect({ kind: 'color', color: '#00ff00' });
  });

  test.afterAll(async () => {
    await native.close();
    await veiled.close();
  });

  for (const [name, ask] of Object.entries(QUESTIONS)) {
    test(name, async ({ server }) => {
      const answerOf = async ({ browser }: FirefoxVeil) => {
        const tab = await browser.newPage();
        await tab.goto(server.url('plain'));
        const answer = await ask(seenBy(tab));
        await tab.close();
        return answer;
      };
      expect(await answerOf(veiled)).toEqual(await answerOf(native));
    });
  }
});

test('the old entrance of Firefox is covered too', async ({ veil, tab, server }) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await tab.goto(server.url('plain'));
  await tab.evaluate(async () => {
    type Legacy = (
      constraints: object,
      success: (stream: MediaStream) => void,
      failure: (error: unknown) => void,
    ) => void;
    const { mozGetUserMedia: legacy } = navigator as unknown as { mozGetUserMedia: Legacy };
    const stream = await new Promise<MediaStream>((resolve, reject) =>
      legacy.call(navigator, { video: { width: 640, height: 360 } }, resolve, reject),
    );
    window.call.watch(stream);
  });
  await expect.poll(async () => (await veil.status(tab))[0]?.state).toBe('running');
  const seen = await tab.evaluate(() => window.call.near?.seen ?? []);
  expect(seen.length).toBeGreaterThan(0);
  for (const { stripes } of seen) expect(stripes).toBeLessThan(30);
});
