/** Each pass of the WebGL compositor gives what a plain loop over the same pixels gives. */
import { fileURLToPath } from 'node:url';
import { bundle } from './fixtures/bundle';
import { expect, test } from './fixtures/test';
import { launchVeil } from './fixtures/veil';

const ENTRY = fileURLToPath(new URL('./pages/passes.ts', import.meta.url));

/** Bilinear reads have 8 bits of weight on many devices, and half floats 10 bits of value. */
const TOLERANCE = 0.01;

test('each pass is its plain reference', async ({ server }) => {
  const plain = await launchVeil({ extension: null });
  try {
    const page = await plain.context.newPage();
    await page.goto(server.url('plain'));
    await page.addScriptTag({ content: await bundle(ENTRY) });
    const results = await page.evaluate(() => window.comparePasses());
    expect(results).toHaveLength(14);
    for (const { name, worst, range } of results) {
      expect.soft(worst, name).toBeLessThan(TOLERANCE);
      expect.soft(range, `${name}: a picture`).toBeGreaterThan(0.1);
    }
  } finally {
    await plain.close();
  }
});
