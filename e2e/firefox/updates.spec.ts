import { expectCallsThroughUpdates, expectUpdates, type WithVeil } from '../expectations/updates';
import { test } from '../fixtures/firefox/test';
import { launchFirefox } from '../fixtures/firefox/veil';
import { testCamera } from '../fixtures/test';

const withVeil: WithVeil = async (use) => {
  const veil = await launchFirefox({ camera: await testCamera() });
  await use(veil).finally(veil.close);
};

expectUpdates(test, withVeil);
expectCallsThroughUpdates(test, withVeil, ['a plain page']);
