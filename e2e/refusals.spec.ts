/** What a site gets for a wrong request is the browser's own error; the entrances look like its own. */
import type { Page } from 'playwright/test';
import { askEntrances } from './expectations/refusals';
import { natively } from './fixtures/natively';
import { expect, test, testCamera } from './fixtures/test';
import { launchVeil, type VeilOptions } from './fixtures/veil';

test('the entrances look and fail as the native ones', async ({ page, server }) => {
  const native = await natively(server, { camera: await testCamera() }, async (plain) => {
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
    const native = await natively(server, options, ask);
    expect(native).toContain(`DOMException ${error}`);
    const veil = await launchVeil(options);
    try {
      const page = await veil.context.newPage();
      await page.goto(server.url('plain'));
      expect(await ask(page)).toBe(native);
    } finally {
      await veil.close();
    }
  });
}
