/** The setting `debug`: what each context tells its console. */
import type { ConsoleMessage } from 'playwright/test';
import { expect, test } from './fixtures/test';

/** One line of each context that a call has, as they tell them at the level `debug`. */
const LINES = {
  content: 'Veil: the settings of this site',
  page: 'Veil: the loops of this page get settings',
  'worker of the page': 'Veil: mattes are made with',
  segmenter: 'Veil: the engine own runs',
  background: 'Veil: the pipeline is injected',
} as const;

test('every context tells its console as much as the setting says', async ({
  veil,
  page,
  server,
}) => {
  const told: string[] = [];
  const note = (message: ConsoleMessage) => {
    if (message.text().startsWith('Veil:')) told.push(message.text());
  };
  page.on('console', note);
  (await veil.background()).on('console', note);
  const call = async () => {
    await page.goto(server.url('no-wasm'));
    await page.evaluate(() => window.call.open());
    await expect.poll(async () => (await veil.status(page))[0]?.state).toBe('running');
  };

  await veil.set({ debug: 'debug' });
  await call();
  for (const [context, line] of Object.entries(LINES))
    await expect
      .poll(() => told.filter((each) => each.match(line)), { message: context })
      .not.toEqual([]);

  await veil.set({ debug: 'off' });
  await page.goto('about:blank');
  told.length = 0;
  await call();
  expect(told).toEqual([]);
});
