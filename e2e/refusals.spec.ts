/** What a site gets for a wrong request is the browser's own error; the entrances look like its own. */
import type { Page } from 'playwright/test';
import { askEntrances } from './expectations/refusals';
import { askBoth } from './fixtures/natively';
import { withPage } from './fixtures/situation';
import { expect, test } from './fixtures/test';
import type { VeilOptions } from './fixtures/veil';

test('the entrances look and fail as the native ones', async ({ bare, page, server }) => {
  const native = await withPage(bare, server.url('plain'), async (plain) => {
    await plain.evaluate(() => navigator.mediaDevices.getUserMedia({ video: true }));
    return askEntrances(plain);
  });
  await page.goto(server.url('plain'));
  await page.evaluate(() => navigator.mediaDevices.getUserMedia({ video: true }));
  expect(await askEntrances(page)).toEqual(native);
});

const REFUSALS: Record<string, { readonly options: VeilOptions; readonly error: string }> = {
  'a camera that is denied': {
    options: {
      args: ['--use-fake-device-for-media-stream', '--deny-permission-prompts'],
      prompts: 'real',
    },
    error: 'NotAllowedError',
  },
  'no camera at all': { options: {}, error: 'NotFoundError' },
};

for (const [name, { options, error }] of Object.entries(REFUSALS)) {
  test(`${name} gives the browser's own error`, async ({ server }) => {
    const ask = (page: Page) =>
      page.evaluate(() =>
        navigator.mediaDevices.getUserMedia({ video: true }).then(
          () => 'a stream',
          (reason) => `${reason.constructor.name} ${reason.name}: ${reason.message}`,
        ),
      );
    const { processed, native } = await askBoth(server, options, ask);
    expect(native).toContain(`DOMException ${error}`);
    expect(processed).toBe(native);
  });
}
