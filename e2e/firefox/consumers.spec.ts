/** Everything that takes a track, in a stock Firefox. */
import { askConsumers, expectBackdrop } from '../expectations/consumers';
import { expect, test } from '../fixtures/firefox/test';
import { withPage } from '../fixtures/situation';

test('every consumer shows the backdrop, and answers as with the camera', async ({
  bare,
  veil,
  server,
}) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  const url = server.url('plain');
  const processed = await withPage(veil, url, askConsumers);
  expectBackdrop(processed, await withPage(bare, url, askConsumers));
  expect(Object.keys(processed.room).length).toBeGreaterThanOrEqual(6);
});
