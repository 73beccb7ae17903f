/**
 * Every VideoFrame is closed by its owner: Chromium warns of one that is collected while still open,
 * and a camera that waits for its frames stalls.
 */
import type { Page } from 'playwright/test';
import { waitForPerson } from './fixtures/call';
import { expect, test, testCamera } from './fixtures/test';
import { launchVeil, type Veil } from './fixtures/veil';

const WARNING = /VideoFrame.*garbage collected/i;

/** The browser gathers its warnings for ten seconds. */
const WARNING_DELAY_MS = 11_000;

let veil: Veil;
test.beforeAll(async () => {
  veil = await launchVeil({ camera: await testCamera(), args: ['--js-flags=--expose-gc'] });
});
test.afterAll(() => veil.close());

/** Opens a call and notes the browser's warnings of frames left open. */
async function openCall(url: string) {
  const page = await veil.context.newPage();
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (WARNING.test(message.text())) warnings.push(message.text());
  });
  await page.goto(url);
  return { page, warnings };
}

/** Collects the garbage of a page and of its workers. */
async function collect(page: Page) {
  const gc = () => (globalThis as unknown as { gc(): void }).gc();
  for (let round = 0; round < 3; round++) {
    await page.evaluate(gc);
    for (const worker of page.workers())
      if (worker.url().startsWith('blob:')) await worker.evaluate(gc);
    await page.waitForTimeout(200);
  }
}

test('none is left open, on a page of any kind; one that is would be noticed', async ({
  server,
}) => {
  const pages: Page[] = [];
  const told: Record<string, string[]> = {};
  for (const name of ['plain', 'strict-csp']) {
    const { page, warnings } = await openCall(server.url(name));
    await veil.setEffect({ kind: 'blur', strength: 0.5 });
    await page.evaluate(() => window.call.start());
    await waitForPerson(page, 'near', 10);
    for (const effect of [{ kind: 'none' }, { kind: 'image', id: 'dusk' }] as const) {
      await veil.setEffect(effect);
      await waitForPerson(page, 'near', 10);
    }
    await collect(page);
    pages.push(page);
    told[name] = warnings;
  }

  // Of another site, since the browser's warnings are those of a process, not of a page.
  const { page, warnings } = await openCall(server.url('plain', 'other'));
  await page.evaluate(() => {
    const size = { codedWidth: 16, codedHeight: 16 };
    new VideoFrame(new Uint8Array(1024), { format: 'RGBA', ...size, timestamp: 0 });
  });
  await collect(page);
  await page.waitForTimeout(WARNING_DELAY_MS);
  await expect.poll(() => warnings.length).toBe(1);
  expect(told).toEqual({ plain: [], 'strict-csp': [] });
  for (const each of [...pages, page]) await each.close();
});
