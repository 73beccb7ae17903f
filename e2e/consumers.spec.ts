/** Everything that takes a track, in Chromium. */
import { askConsumers, expectBackdrop } from './expectations/consumers';
import { alone } from './fixtures/alone';
import { askBoth } from './fixtures/natively';
import { expect, test, testCamera } from './fixtures/test';

alone(() => {
  test('every consumer shows the backdrop, and answers as with the camera', async ({ server }) => {
    for (const options of [
      { camera: await testCamera() },
      // The browser's own test camera can take photos in many sizes.
      { args: ['--use-fake-device-for-media-stream'] },
    ]) {
      const { processed, native } = await askBoth(server, options, askConsumers);
      expectBackdrop(processed, native);
      expect(Object.keys(processed.room).length).toBeGreaterThanOrEqual(9);
    }
  });
});
