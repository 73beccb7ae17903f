/** Documents of every kind, in Chromium. */
import { expectDocuments } from './expectations/documents';
import { test, testCamera } from './fixtures/test';
import { launchVeil } from './fixtures/veil';

expectDocuments(test, async (kind, use) => {
  const veil = await launchVeil({
    camera: await testCamera(),
    // Playwright forbids the cache by default.
    without: ['--disable-back-forward-cache'],
    ...(kind === 'bare' && { extension: null }),
  });
  try {
    if (kind === 'veil') await veil.setEffect({ kind: 'color', color: '#00ff00' });
    return await use(await veil.newPage());
  } finally {
    await veil.close();
  }
});
