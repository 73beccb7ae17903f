/** What a site gets for a wrong request is the browser's own error; the entrances look like its own. */
import { askEntrances, expectRefusals, type Refusal } from './expectations/refusals';
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

const OPTIONS: Record<Refusal, VeilOptions> = {
  'a camera that is denied': {
    args: ['--use-fake-device-for-media-stream', '--deny-permission-prompts'],
    prompts: 'real',
  },
  'no camera at all': {},
};

expectRefusals(test, (refusal, server, ask) => askBoth(server, OPTIONS[refusal], ask));
