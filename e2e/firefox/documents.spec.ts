/** Documents of every kind, in a stock Firefox. */
import { expectDocuments } from '../expectations/documents';
import { test } from '../fixtures/firefox/test';
import { launchFirefox } from '../fixtures/firefox/veil';
import { testCamera } from '../fixtures/test';

expectDocuments(test, async (kind, use) => {
  const veil = await launchFirefox({
    camera: await testCamera(),
    ...(kind === 'bare' && { addon: null }),
  });
  try {
    if (kind === 'veil') await veil.setEffect({ kind: 'color', color: '#00ff00' });
    return await use(await veil.newPage());
  } finally {
    await veil.close();
  }
});
