/**
 * Pages that were open when Veil was updated or removed. Every frame of every stream is looked at.
 */
import type { AnyVeil, OwnPage, Test } from '../fixtures/any-browser';
import { frameCount, waitForPerson, worstStripes } from '../fixtures/call';
import { expect } from '../fixtures/expect';
import type { MadePage } from '../fixtures/server';
import { askFor, CAMERA, expectProcessed, expectRaw, note, RAW } from '../fixtures/situation';

/** Starts a browser of the test's own, and ends it. */
export type WithVeil = (use: (veil: AnyVeil) => Promise<void>) => Promise<void>;

const PAGES: Record<string, MadePage> = {
  'a plain page': {},
  'a page that forbids WASM': {
    headers: { 'Content-Security-Policy': "script-src 'nonce-veil-e2e' blob:" },
  },
};

const GREEN = { kind: 'color', color: '#00ff00' } as const;
const BLUE = { kind: 'color', color: '#0000ff' } as const;

/** A test in a page that is open with the effect on. */
const inPage =
  (
    withVeil: WithVeil,
    made: MadePage,
    use: (veil: AnyVeil, page: OwnPage) => Promise<void>,
  ): Parameters<Test>[1] =>
  ({ server }) =>
    withVeil(async (veil) => {
      await veil.setEffect(GREEN);
      const page = await veil.newPage();
      await page.goto(server.make(made));
      await use(veil, page);
    });

/** Registers the tests of pages that had no camera yet. withVeil: a browser with Veil. */
export function expectUpdates(test: Test, withVeil: WithVeil): void {
  for (const [name, made] of Object.entries(PAGES)) {
    test(
      `${name} asks for a camera after an update: processed, without a reload`,
      inPage(withVeil, made, async (veil, page) => {
        await page.evaluate(() => {
          window.before = navigator.mediaDevices.getUserMedia;
        });
        await veil.update();
        expect(await askSoon(page)).toBe(CAMERA);
        await expectProcessed(page);
        // The patch that was there is the only one.
        expect(
          await page.evaluate(() => window.before === navigator.mediaDevices.getUserMedia),
        ).toBe(true);
        await expectServed(veil, page);
        note(`${name}, open when Veil is updated`, CAMERA, 'the same, processed, without a reload');
      }),
    );
  }

  test(
    'a page asks for a camera after Veil was removed: none, and an error that says what to do',
    inPage(withVeil, {}, async (veil, page) => {
      await veil.remove();
      expect(await askFor(page)).toBe('NotReadableError: Veil is not ready: reload this page');
      await page.reload();
      expect(await askFor(page)).toBe(CAMERA);
      await expectRaw(page);
      note(
        'a page that is open when Veil is removed',
        CAMERA,
        'an error that asks for a reload; then natively',
      );
    }),
  );
}

/** Registers the tests of running calls. withVeil: a browser with Veil; pages: by their names. */
export function expectCallsThroughUpdates(
  test: Test,
  withVeil: WithVeil,
  pages: readonly (keyof typeof PAGES)[] = Object.keys(PAGES),
): void {
  for (const name of pages) {
    const made = PAGES[name] ?? {};
    test(
      `${name} has a camera during an update: processed throughout, and the new Veil serves it`,
      inPage(withVeil, made, async (veil, page) => {
        expect(await askFor(page)).toBe(CAMERA);
        await expectProcessed(page);
        await veil.update();
        await expectServed(veil, page);
        await expectProcessed(page);
        // A second camera, and a second update.
        expect(await askFor(page)).toBe(CAMERA);
        await expectProcessed(page);
        await veil.update();
        await expectServed(veil, page);
        const worst = await page.evaluate(() =>
          window.call.looks.flatMap(({ seen }) => seen.map(({ stripes }) => stripes)),
        );
        expect(Math.max(...worst)).toBeLessThan(RAW);
      }),
    );
  }

  test(
    'a page has a camera when Veil is removed: processed as long as it is open',
    inPage(withVeil, {}, async (veil, page) => {
      expect(await askFor(page)).toBe(CAMERA);
      await expectProcessed(page);
      await veil.remove();
      const from = await frameCount(page, 'near');
      await waitForPerson(page, 'near', 30);
      expect(await worstStripes(page, 'near', from)).toBeLessThan(RAW);
      expect(await askFor(page)).toBe(CAMERA);
      await expectProcessed(page);
    }),
  );

  test(
    'a page has a camera with Veil off when that is removed: as it is, and so the next',
    inPage(withVeil, {}, async (veil, page) => {
      await veil.setEffect({ kind: 'none' });
      expect(await askFor(page)).toBe(CAMERA);
      await expectRaw(page);
      await veil.remove();
      await waitForPerson(page, 'near', 10);
      expect(await askFor(page)).toBe(CAMERA);
      await expectRaw(page);
    }),
  );
}

/** A request in the very moment of the update may be refused, where nobody is there to keep it. */
async function askSoon(page: OwnPage): Promise<string> {
  let answer = '';
  await expect
    .poll(async () => {
      answer = await askFor(page);
      return answer;
    })
    .not.toContain('Error');
  return answer;
}

/** The popup hears of the page's track, and what the user chooses reaches it. */
async function expectServed(veil: AnyVeil, page: OwnPage): Promise<void> {
  await expect
    .poll(async () => (await veil.status(page)).at(-1)?.state, { timeout: 30_000 })
    .toBe('running');
  // In Firefox the extension's page that was asked is a new one, and covers the call's, which shows nothing then.
  await page.bringToFront();
  for (const [effect, channel] of [
    [BLUE, 2],
    [GREEN, 1],
  ] as const) {
    await veil.setEffect(effect);
    await expect
      .poll(() => page.evaluate((c) => window.call.near?.seen.at(-1)?.color[c] ?? 0, channel))
      .toBeGreaterThan(200);
  }
}

declare global {
  interface Window {
    before?: MediaDevices['getUserMedia'];
  }
}
