/**
 * The segmenter lives in a hidden frame of a document that lets no WASM run: when it comes, and when it goes
 * again. Others make their masks themselves.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OwnPage, openCamera, type Test, type WithBroken } from '../fixtures/any-browser';
import { waitForPerson } from '../fixtures/call';
import { expect } from '../fixtures/expect';

/** In the content script, half a minute passes in four seconds; shorter times are what they are. */
const HASTE =
  '{ const wait = setTimeout; globalThis.setTimeout = (run, ms) => wait(run, ms < 30000 ? ms : ms / 8); }';

async function hasten(folder: string): Promise<void> {
  const script = join(folder, 'src/content/index.iife.js');
  await writeFile(script, `${HASTE}\n${await readFile(script, 'utf8')}`);
}

/**
 * Hidden frames in a page of a single frame, but that which tells settings. Firefox's driver is not told their
 * address, and has no other.
 */
const segmenters = (page: OwnPage) =>
  page
    .frames()
    .filter((frame) => frame !== page.mainFrame() && !frame.url().includes('/src/link/'));

/** Registers the tests. */
export function expectSegmenterLife(test: Test, withBroken: WithBroken): void {
  test('the segmenter outlives the last track by a while, and serves the next', async ({
    server,
  }) => {
    await withBroken(hasten, async (veil, page) => {
      await veil.setEffect({ kind: 'blur', strength: 0.5 });
      // Two calls stop at once; only the second camera is started again.
      const other = await veil.newPage();
      const begin = async (each: OwnPage) => {
        await each.bringToFront();
        await openCamera(each);
        await waitForPerson(each, 'near', 5);
      };
      for (const each of [other, page]) {
        await each.goto(server.url('no-wasm'));
        expect(segmenters(each)).toHaveLength(0);
        await begin(each);
        expect(segmenters(each)).toHaveLength(1);
      }
      const [segmenter] = segmenters(page);
      await page.evaluate(() => window.call.stop());
      await other.evaluate(() => window.call.stop());

      await begin(page);
      expect(segmenters(other)).toHaveLength(1);
      await expect.poll(() => segmenters(other).length).toBe(0);
      // A camera that has stopped and started finds the same one, also when its time would be over.
      await waitForPerson(page, 'near', 15);
      expect(segmenters(page)[0] === segmenter, 'the same segmenter').toBe(true);

      await begin(other);
    });
  });

  test('a page that lets WASM run makes its masks itself, and has no segmenter', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect({ kind: 'blur', strength: 0.5 });
    await page.goto(server.url('plain'));
    await openCamera(page);
    await waitForPerson(page, 'near', 20);
    expect(segmenters(page)).toHaveLength(0);
  });

  test('with Veil off there is no segmenter, until it is needed', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect({ kind: 'none' });
    await page.goto(server.url('no-wasm'));
    await openCamera(page);
    await waitForPerson(page, 'near', 20);
    expect(segmenters(page)).toHaveLength(0);
    await veil.setEffect({ kind: 'blur', strength: 0.5 });
    await expect.poll(() => segmenters(page).length).toBe(1);
  });
}
