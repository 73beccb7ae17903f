/**
 * Camera manners in Firefox: the answers of a processed track and of the entrances are those of the
 * same browser without Veil, but for what is named here.
 */
import type { Page } from 'playwright/test';
import { askClones } from '../expectations/clones';
import { askConstraints, askOthers, askTrack } from '../expectations/manners';
import { askEntrances } from '../expectations/refusals';
import { expect, seenBy, test } from '../fixtures/firefox/test';

const QUESTIONS: Record<string, (page: Page) => Promise<unknown>> = {
  'a track': askTrack,
  constraints: askConstraints,
  clones: askClones,
  'the entrances': askEntrances,
  'audio, devices and permissions': askOthers,
};

for (const [name, ask] of Object.entries(QUESTIONS)) {
  test(`${name}: the answers are the browser's own`, async ({ launch, server }) => {
    const answers: unknown[] = [];
    for (const addon of [null, undefined]) {
      // The colours that Firefox draws: with them comes a microphone.
      const browser = await launch({ camera: undefined, ...(addon === null && { addon }) });
      try {
        if (addon !== null) await browser.setEffect({ kind: 'color', color: '#00ff00' });
        const tab = await browser.browser.newPage();
        await tab.goto(server.url('plain'));
        answers.push(await ask(seenBy(tab)));
      } finally {
        await browser.close();
      }
    }
    const [native, withVeil] = answers;
    expect(withVeil).toEqual(native);
  });
}

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
