/** Pages that were open when Veil was updated, reloaded or removed. */
import { expectCallsThroughUpdates, expectUpdates, type WithVeil } from './expectations/updates';
import { test, testCamera } from './fixtures/test';
import { launchVeil } from './fixtures/veil';

const withVeil: WithVeil = async (use) => {
  const veil = await launchVeil({
    camera: await testCamera(),
    args: ['--enable-unsafe-extension-debugging'],
  });
  await use(veil).finally(veil.close);
};

expectUpdates(test, withVeil);
expectCallsThroughUpdates(test, withVeil);
