import { expectUpdates } from '../expectations/updates';
import { test } from '../fixtures/firefox/test';
import { launchFirefox } from '../fixtures/firefox/veil';
import { testCamera } from '../fixtures/test';

expectUpdates(test, async (use) => {
  const veil = await launchFirefox({ camera: await testCamera() });
  await use(veil).finally(veil.close);
});
