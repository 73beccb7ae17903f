/** Each pass of the WebGL compositor gives what a plain loop over the same pixels gives. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright/test';
import { bundle } from './fixtures/bundle';
import { test as base, expect } from './fixtures/test';

const ENTRY = fileURLToPath(new URL('./pages/passes.ts', import.meta.url));

/** Bilinear reads have 8 bits of weight on many devices, and half floats 10 bits of value. */
const TOLERANCE = 0.01;

/** A page without Veil that has the passes. */
const test = base.extend<{ passes: Page }>({
  passes: async ({ bare, server }, use) => {
    const page = await bare.context.newPage();
    await page.goto(server.url('plain'));
    await page.addScriptTag({ content: await bundle(ENTRY) });
    await use(page);
    await page.close();
  },
});

test('each pass is its plain reference', async ({ passes }) => {
  const results = await passes.evaluate(() => window.comparePasses());
  expect(results).toHaveLength(15);
  for (const { name, worst, range } of results) {
    expect.soft(worst, name).toBeLessThan(TOLERANCE);
    expect.soft(range, `${name}: a picture`).toBeGreaterThan(0.1);
  }
});

test('the compositor gives all of its WebGL objects back', async ({ passes }) => {
  const { made, left } = await passes.evaluate(() => window.leftObjects());
  expect(made).toBeGreaterThan(20);
  expect(left).toBe(0);
});
