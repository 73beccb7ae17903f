/** Requests that are refused, in a stock Firefox; what wrong ones get is asked for in `manners`. */
import { expectRefusals, type Refusal } from '../expectations/refusals';
import { test } from '../fixtures/firefox/test';
import { type FirefoxOptions, launchFirefox } from '../fixtures/firefox/veil';
import { withPage } from '../fixtures/situation';

const OPTIONS: Record<Refusal, FirefoxOptions> = {
  'a camera that is denied': {
    // 2: never.
    preferences: { 'media.navigator.permission.disabled': false, 'permissions.default.camera': 2 },
  },
  'no camera at all': { camera: null },
};

expectRefusals(test, async (refusal, server, ask) => {
  const asked = async (options: FirefoxOptions) => {
    const browser = await launchFirefox({ ...OPTIONS[refusal], ...options });
    try {
      return await withPage(browser, server.url('plain'), ask);
    } finally {
      await browser.close();
    }
  };
  const [processed, native] = await Promise.all([asked({}), asked({ addon: null })]);
  return { processed, native };
});
