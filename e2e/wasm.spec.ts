/** What a machine or a page makes of WebAssembly: no raw frame comes of it, and the person where that can be. */
import type { Page } from 'playwright/test';
import { frameCount, waitForPerson, worstStripes } from './fixtures/call';
import { faultSentence } from './fixtures/english';
import { expect, test, testCamera } from './fixtures/test';
import { launchVeil, type Veil } from './fixtures/veil';

const RAW = 30;
const GREEN = { kind: 'color', color: '#00ff00' } as const;

for (const situation of ['plain', 'no-wasm'])
  test(`a machine without SIMD (${situation}): covered, and the toolbar says why`, async ({
    server,
  }) => {
    // V8 lets WASM have SIMD from SSE 4.1 on.
    const args = ['--js-flags=--no-enable-sse4-1'];
    const veil = await launchVeil({ camera: await testCamera(), args });
    try {
      const page = await veil.newPage();
      await startCall(veil, page, server.url(situation));
      await expect.poll(async () => (await veil.status(page))[0]?.reason).toBe('simd-missing');
      await expect.poll(() => veil.toolbarTitle(page)).toContain(faultSentence('simd-missing'));
      await expect.poll(() => frameCount(page, 'near')).toBeGreaterThan(30);
      expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
    } finally {
      await veil.close();
    }
  });

const REPLACEMENTS: Record<string, () => void> = {
  'that is nothing': () => Object.assign(window, { WebAssembly: undefined }),
  'whose parts throw': () => {
    const refuse = () => {
      throw new Error('mine');
    };
    Object.assign(WebAssembly, { Module: refuse, Instance: refuse, validate: refuse });
    Object.assign(WebAssembly, { Memory: refuse, compile: refuse, instantiate: refuse });
  },
  'that says yes to everything': () =>
    Object.assign(WebAssembly, {
      validate: () => true,
      Module: class {},
      Instance: class {
        readonly exports = new Proxy({}, { get: () => () => 0 });
      },
    }),
};

for (const [name, replace] of Object.entries(REPLACEMENTS))
  for (const situation of ['a worker', 'no worker'])
    test(`a WebAssembly of the page's own ${name}, with ${situation}: the person, and no raw frame`, async ({
      veil,
      page,
      server,
    }) => {
      await veil.setEffect(GREEN);
      await page.goto(server.url('plain'));
      await page.evaluate(replace);
      if (situation === 'no worker')
        await page.evaluate(() => Object.assign(window, { Worker: undefined }));
      await page.evaluate(() => window.call.open());
      await waitForPerson(page, 'near', 5);
      expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
    });

test('a policy that a script sets in mid-call: the call goes on, and the next camera is processed', async ({
  veil,
  page,
  server,
}) => {
  await startCall(veil, page, server.url('plain'));
  await waitForPerson(page, 'near', 3);
  await page.evaluate(() => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "default-src 'none'; script-src 'none'; worker-src 'none'; frame-src 'none'";
    document.head.append(policy);
  });
  await veil.set({ effect: { kind: 'blur', strength: 0.5 }, quality: 'low' });
  const changed = await frameCount(page, 'near');
  await expect.poll(async () => (await veil.status(page))[0]?.tier).toBe('low');
  await veil.set({ effect: GREEN, quality: 'low' });
  await waitForPerson(page, 'near', 5);
  expect(await worstStripes(page, 'near', changed)).toBeLessThan(RAW);
  await page.evaluate(() => window.call.open());
  await waitForPerson(page, 'near', 5);
  expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
});

async function startCall(veil: Veil, page: Page, url: string): Promise<void> {
  await veil.setEffect(GREEN);
  await page.goto(url);
  await page.evaluate(() => window.call.open());
}
