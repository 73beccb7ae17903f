/** A Chromium that has been denied WebGL. */
import { PACKED_ENGINE } from '../build/engine';
import { expectNoWebGl } from './expectations/no-webgl';
import { test as base, expect, testCamera } from './fixtures/test';
import { launchVeil, type Veil } from './fixtures/veil';

const test = base.extend<object, { veil: Veil }>({
  veil: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
    async ({}, use) => {
      const args = ['--disable-3d-apis', '--disable-software-rasterizer'];
      const veil = await launchVeil({ camera: await testCamera(), args });
      await use(veil);
      await veil.close();
    },
    { scope: 'worker' },
  ],
});

/** Addresses asked for by the browser during the test. */
const asked: string[] = [];

test.beforeAll(({ veil }) => {
  veil.context.on('request', (request) => asked.push(request.url()));
});

expectNoWebGl(test);

test.afterAll(({ server }) => {
  // tasks-vision would not start here, and nobody needs it.
  expect(asked.filter((url) => url.endsWith(PACKED_ENGINE))).toEqual([]);
  const own = new URL(server.url('plain')).origin;
  const foreign = asked.filter(
    (url) => !url.startsWith(own) && !/^(chrome-extension|blob|data):/.test(url),
  );
  expect(foreign).toEqual([]);
});
