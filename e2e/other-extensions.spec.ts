import { expectForeignFrames, expectOtherExtensions } from './expectations/other-extensions';
import { openBrokenVeil } from './fixtures/broken-veil';
import { test } from './fixtures/test';
import { BUILT_EXTENSION, launchVeil } from './fixtures/veil';

expectOtherExtensions(test, openBrokenVeil);

expectForeignFrames(test, async (folder, use) => {
  const veil = await launchVeil({ extension: `${BUILT_EXTENSION},${folder}` });
  try {
    await use(veil, await veil.newPage());
  } finally {
    await veil.close();
  }
});
