/** What any browser makes of the engine of our own. */
import { fileURLToPath } from 'node:url';
import { packWeights } from '../../models/pack';
import { readSource } from '../../models/source';
import type { Test } from '../fixtures/any-browser';
import { bundle } from '../fixtures/bundle';
import { expect } from '../fixtures/expect';
import type {} from '../pages/network';

const ENTRY = fileURLToPath(new URL('../pages/network.ts', import.meta.url));

/** A policy without `wasm-unsafe-eval`. */
const WITHOUT_WASM = { 'Content-Security-Policy': "script-src 'nonce-veil-e2e'" };

export function expectNetwork(test: Test): void {
  test('both builds of the network find the person in the known picture', async ({
    page,
    server,
  }) => {
    const weights = Buffer.from(await packWeights(await readSource('general'), 'general')).toString(
      'base64',
    );
    await page.goto(server.make({ first: await bundle(ENTRY) }));
    expect(await page.evaluate(() => window.network.chosen())).toBe('relaxed');
    for (const build of ['relaxed', 'plain'] as const) {
      const job = { build, weights };
      const found = await page.evaluate(
        ({ build, weights }) => window.network.check(build, weights),
        job,
      );
      expect(found, build).toBe(true);
    }
  });

  test('a page that forbids WASM has no network, and says so', async ({ page, server }) => {
    await page.goto(server.make({ first: await bundle(ENTRY), headers: WITHOUT_WASM }));
    expect(await page.evaluate(() => window.network.chosen())).toBe('refused');
  });
}
