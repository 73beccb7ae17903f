/** The segmenter lives in a hidden frame of the document: when it comes, and when it goes again. */
import type { Page } from 'playwright/test';
import { waitForPerson } from './fixtures/call';
import { expect, test } from './fixtures/test';

/** Hidden frames of the extension in a page. */
function segmenters(page: Page): number {
  return page.frames().filter((frame) => frame.url().startsWith('chrome-extension://')).length;
}

test('the segmenter outlives the last track by half a minute, and serves the next', async ({
  veil,
  page,
  server,
}) => {
  test.setTimeout(120_000);
  await veil.setEffect({ kind: 'blur', strength: 0.5 });
  // Two calls stop at once; only the second camera is started again.
  const other = await veil.context.newPage();
  for (const each of [other, page]) {
    await each.goto(server.url('plain'));
    expect(segmenters(each)).toBe(0);
    await each.evaluate(() => window.call.start());
    await waitForPerson(each, 'near', 5);
    expect(segmenters(each)).toBe(1);
  }
  const [segmenter] = page.frames().filter((frame) => frame !== page.mainFrame());
  await page.evaluate(() => window.call.stop());
  await other.evaluate(() => window.call.stop());

  await page.waitForTimeout(3000);
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 5);

  await page.waitForTimeout(17_000);
  expect(segmenters(other)).toBe(1);
  await expect.poll(() => segmenters(other), { timeout: 20_000 }).toBe(0);
  // A camera that has stopped and started finds the same one, also when its time would be over.
  await page.waitForTimeout(3000);
  expect(page.frames()).toContain(segmenter);

  await other.evaluate(() => window.call.start());
  await waitForPerson(other, 'near', 5);
  await other.close();
});

test('with Veil off there is no segmenter, until it is needed', async ({ veil, page, server }) => {
  await veil.setEffect({ kind: 'none' });
  await page.goto(server.url('plain'));
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 20);
  expect(segmenters(page)).toBe(0);
  await veil.setEffect({ kind: 'blur', strength: 0.5 });
  await expect.poll(() => segmenters(page)).toBe(1);
});
