import { expectForeignFrames, expectOtherExtensions } from './expectations/other-extensions';
import { withBrokenVeil } from './fixtures/broken-veil';
import { test } from './fixtures/test';
import { BUILT_EXTENSION, launchVeil } from './fixtures/veil';

expectOtherExtensions(test, (harm, use) =>
  withBrokenVeil(harm, async (veil) => use(veil, await veil.newPage())),
);

expectForeignFrames(test, async (folder, use) => {
  const veil = await launchVeil({ extension: `${BUILT_EXTENSION},${folder}` });
  try {
    await use(veil, await veil.newPage());
  } finally {
    await veil.close();
  }
});
