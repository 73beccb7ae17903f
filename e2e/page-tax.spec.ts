/** What a page has of Veil that never asks for a camera: two scripts, and nothing that they make. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { waitForPerson } from './fixtures/call';
import { note } from './fixtures/situation';
import { expect, test } from './fixtures/test';
import { BUILT_EXTENSION, type Veil } from './fixtures/veil';

/** Long enough for anything that a page starts by itself. */
const A_WHILE_MS = 2000;

/** All that a page has come to have, of its own or Veil's. */
async function traceOf({ context }: Veil, url: string, use: (page: Page) => Promise<void>) {
  const page = await context.newPage();
  const requests: string[] = [];
  let workers = 0;
  page.on('request', (request) => requests.push(request.url()));
  page.on('worker', () => workers++);
  try {
    await page.goto(url);
    await use(page);
    await page.waitForTimeout(A_WHILE_MS);
    return {
      requests: requests.toSorted(),
      workers,
      frames: page.frames().length,
      html: await page.evaluate(() => document.documentElement.outerHTML),
      names: await page.evaluate(() => Object.getOwnPropertyNames(window).toSorted()),
    };
  } finally {
    await page.close();
  }
}

test('a page that asks for no camera has no frame, no worker and no request of Veil', async ({
  bare,
  veil,
  server,
}) => {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  const url = server.make();
  const policy = "script-src 'nonce-veil-e2e'; worker-src blob:";
  const asks = server.make({ headers: { 'Content-Security-Policy': policy } });
  const [native, withVeil, asking] = await Promise.all([
    traceOf(bare, url, async () => undefined),
    traceOf(veil, url, async () => undefined),
    // The same page, once it asks, and lets no WASM run: here all of it is to be seen.
    traceOf(veil, asks, async (page) => {
      await page.evaluate(() => window.call.start());
      await waitForPerson(page, 'near', 3);
    }),
  ]);
  expect(withVeil).toEqual(native);
  expect(asking.frames).toBeGreaterThan(native.frames);
  expect(asking.workers).toBeGreaterThan(native.workers);
  expect(asking.html).not.toBe(native.html);
  const ofVeil = (urls: readonly string[]) =>
    urls.filter((each) => /^chrome-extension:/.test(each));
  expect(ofVeil(asking.requests)).not.toEqual([]);
  expect(ofVeil(native.requests)).toEqual([]);
  note('a page that asks for no camera', 'no frame, worker or request', 'the same');
});

test('every page carries at most 4 kB of script in its own world', async () => {
  const text = await readFile(join(BUILT_EXTENSION, 'manifest.json'), 'utf8');
  const manifest = JSON.parse(text);
  const scripts: { world?: string; js: string[] }[] = manifest.content_scripts;
  const inPage = scripts.filter(({ world }) => world === 'MAIN').flatMap(({ js }) => js);
  const sizes = await Promise.all(
    inPage.map(async (file) => (await stat(join(BUILT_EXTENSION, file))).size),
  );
  expect(inPage).toHaveLength(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(4096);
  note('script in the world of every page', 'none', 'at most 4096 bytes');
});
