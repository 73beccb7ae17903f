import { expectForeignFrames, expectOtherExtensions } from '../expectations/other-extensions';
import { openBrokenFirefox, test } from '../fixtures/firefox/test';
import { launchFirefox } from '../fixtures/firefox/veil';

expectOtherExtensions(test, openBrokenFirefox);

expectForeignFrames(test, async (folder, use) => {
  const veil = await launchFirefox();
  try {
    await veil.browser.installExtension(folder);
    await use(veil, await veil.newPage());
  } finally {
    await veil.close();
  }
});
