/** The popup, beside one running call: what is chosen there is what the call sends. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright/test';
import { DEFAULT_EFFECT } from '../src/shared/effect';
import { expectPopup } from './expectations/popup';
import { frameCount, worstStripes } from './fixtures/call';
import { english } from './fixtures/english';
import { expect, test } from './fixtures/test';
import type { Veil } from './fixtures/veil';
import { PORTRAIT_COLOR, writeUserFile } from './popup/files';
import { backdropColor, expectSent, STRIPES } from './popup/showing';

const GREEN = [0, 177, 64] as const;
/** Keys that somebody may hit. */
const KEYS = [
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['Delete', 'Backspace', 'n', 'o', 'Enter', 'Space'],
];

expectPopup(test, 'chrome://version');

test.describe('by mouse, keyboard and eye', () => {
  let call: Page;
  let popup: Awaited<ReturnType<Veil['openPopup']>>;
  let complaints: string[];

  test.beforeAll(async ({ veil, server }) => {
    await veil.set({});
    call = await veil.context.newPage();
    await call.goto(server.url('plain'));
    await call.evaluate(() => window.call.open());
  });

  test.beforeEach(async ({ veil }) => {
    await veil.set({});
    // Nothing was used before, so the gallery stands in its own order.
    await veil.store({ panel: {} });
    await forgetPictures(veil);
    popup = await veil.openPopup();
    complaints = [];
    popup.on('pageerror', (error) => complaints.push(error.message));
    popup.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    await popup.setViewportSize({ width: 360, height: 600 });
  });

  test.afterEach(async () => {
    expect(complaints, 'errors of the popup').toEqual([]);
    await popup.close();
  });

  test.afterAll(async ({ veil }) => {
    await veil.set({});
    await call.close();
  });

  test('what the mouse chooses is what the running call sends', async () => {
    await pick('Colour');
    await popup.getByRole('button', { name: 'Studio green' }).click();
    await expectSent(call, { room: 'hidden', color: GREEN });
    await popup.getByLabel('Other colour').fill('#c03060');
    await expectSent(call, { room: 'hidden', color: [0xc0, 0x30, 0x60] });
    await pick('Strong blur');
    await expect(radio('Strong blur')).toBeChecked();
    // Found as it was left.
    await pick('Colour');
    await expectSent(call, { room: 'hidden', color: [0xc0, 0x30, 0x60] });
  });

  test('what the keyboard chooses is what the running call sends', async ({ veil }) => {
    await veil.set({ enabled: false });
    await tabTo(toggle());
    await expect(toggle()).not.toBeChecked();
    await expectSent(call, { room: 'seen' });
    await popup.keyboard.press('Space');
    await expectSent(call, { room: 'hidden' });
    await tabTo(radio('Strong blur'));

    await popup.keyboard.press('ArrowRight');
    await expect(radio('Colour')).toBeChecked();
    await expectSent(call, { room: 'hidden', color: [0x2a, 0x2f, 0x3a] });
    await popup.keyboard.press('Tab');
    await popup.keyboard.press('Tab');
    await popup.keyboard.press('Enter');
    await expectSent(call, { room: 'hidden', color: [0xe9, 0xe4, 0xda] });

    await radio('Colour').focus();
    await popup.keyboard.press('ArrowRight');
    await expect(radio('Study')).toBeChecked();
    await expectSent(call, { room: 'hidden', color: await backdropColor('study') });
  });

  test('no key opens the room, wherever the focus is, but those of the switch', async ({
    veil,
  }) => {
    // Every key on everything that takes the focus, twice.
    test.slow();
    await popup.upload(await writeUserFile('portrait', test.info().outputPath('files')));
    await expect(radio('My room.at home')).toBeChecked();
    await expectSent(call, { room: 'hidden', color: PORTRAIT_COLOR });
    await storedSince(veil);
    const from = await frameCount(call, 'near');
    const visited: string[] = [];
    for (const effect of [{ kind: 'color', color: '#2a2f3a' }, DEFAULT_EFFECT] as const) {
      await veil.setEffect(effect);
      await toggle().focus();
      for (;;) {
        await popup.keyboard.press('Tab');
        const name = await focused();
        if (name === 'Veil' || name === '') break;
        visited.push(name);
        for (const key of KEYS) {
          // A dialog or a list of the browser's own, a page of its own, and the switch of this site.
          if (
            /^(Enter|Space)$/.test(key) &&
            /^(Other colour|Add|All settings|Veil on|Outline)/.test(name)
          )
            continue;
          await popup.keyboard.press(key);
        }
      }
    }
    expect(visited).toEqual(
      expect.arrayContaining(['Strong blur', 'Colour', 'Strength', 'Slate', 'Remove']),
    );
    const stored = await storedSince(veil);
    // Half of what has the focus in turn does not choose a background.
    expect(stored.length).toBeGreaterThan(visited.length / 2);
    for (const { enabled, effect } of stored) {
      expect(enabled).toBe(true);
      expect(effect.kind).not.toBe('none');
    }
    // The weakest blur leaves something of them.
    expect(await worstStripes(call, 'near', from)).toBeLessThan(STRIPES.seen);
  });

  test('nothing moves once it is drawn: a call is known before its tab has answered', async () => {
    await popup.reload();
    await expect(popup.locator('.status')).toContainText(english('status_blur'));
    const moved = await popup.evaluate(async () => {
      const seen: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          seen.push((entry as PerformanceEntry & { value: number }).value);
      });
      observer.observe({ type: 'layout-shift', buffered: true });
      await new Promise((resolve) => setTimeout(resolve, 500));
      return seen.reduce((sum, value) => sum + value, 0);
    });
    expect(moved).toBeLessThan(0.01);
  });

  test('the strength follows the slider while it is dragged', async ({ veil }) => {
    const slider = popup.getByRole('slider', { name: 'Strength' });
    await storedSince(veil);
    // All stands where it stays once the popup knows of the call, whose picture is larger than none.
    await expect(status()).toHaveText(english('status_blur'));
    await slider.hover();
    const box = await slider.boundingBox();
    if (!box) throw new Error('expected a slider');
    const y = box.y + box.height / 2;
    await popup.mouse.move(box.x + box.width / 2, y);
    await popup.mouse.down();
    const began = performance.now();
    for (let i = 50; i >= 10; i -= 2) {
      await popup.mouse.move(box.x + (box.width * i) / 100, y);
      await popup.waitForTimeout(10);
    }
    // Still held.
    await expect.poll(() => storedStrength(veil)).toBeLessThan(0.15);
    const writes = (await storedSince(veil)).length;
    expect(writes).toBeGreaterThan(4);
    expect((1000 * writes) / (performance.now() - began)).toBeLessThan(25);
    await popup.mouse.up();

    await slider.press('End');
    await expect(popup.getByText('100 %')).toBeVisible();
    await expect.poll(() => storedStrength(veil)).toBe(1);
    await pick('Colour');
    await expect(slider).toBeHidden();
  });

  test('the switch rules the call and the toolbar', async ({ veil }) => {
    const worker = await veil.background();
    const title = () => worker.evaluate(() => chrome.action.getTitle({}));

    // Once the popup knows of the call.
    await expect(status()).toHaveText(english('status_blur'));
    // A page that is busy confirms nothing; the choice is seen at once, and that it is under way.
    const held = call.evaluate(() => {
      const until = performance.now() + 3000;
      while (performance.now() < until);
    });
    await toggle().click();
    await expect(toggle()).not.toBeChecked();
    await expect(toggle()).toHaveAttribute('aria-busy', 'true');
    await expect(popup.locator('header .state')).toHaveText(english('switching'));
    await held;
    await expect(toggle()).toHaveAttribute('aria-busy', 'false');
    await expect.poll(title).toBe('Veil is off');
    await expectSent(call, { room: 'seen' });
    await expect(status()).toHaveText(english('status_off'));

    await toggle().press('Space');
    await expect(toggle()).toBeChecked();
    await expect.poll(title).toBe('Veil is on');
    await expectSent(call, { room: 'hidden' });
  });

  test('the status line tells of calls in frames', async ({ page, server }) => {
    await page.goto(server.url('frames'));
    await popup.bringToFront();
    await popup.reload();
    await expect(status()).toHaveText(english('status_idle'));

    await page.evaluate(
      (src) => {
        const frame = Object.assign(document.createElement('iframe'), { src, allow: 'camera' });
        document.body.append(frame);
      },
      server.url('plain', 'other'),
    );
    const frame = page.frameLocator('iframe').locator('html');
    await frame.evaluate(() => window.call.open());
    await expect(status()).toHaveText(english('status_blur'));
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    await expect(status()).toHaveText(english('status_idle'));
  });

  test('everyone can use it, in light and in dark, and it fits its window', async ({ veil }) => {
    const folder = test.info().outputPath('files');
    await popup.upload(await writeUserFile('portrait', folder));
    await expect(radio('My room.at home')).toBeChecked();
    await popup.upload(await writeUserFile('text', folder));
    const looks: Record<string, () => Promise<void>> = {
      'own picture and a refused file': async () => {},
      fault: () => veil.setEffect({ kind: 'image', id: 'gone' }),
      colour: () => pick('Colour'),
      blur: () => pick('Strong blur'),
      off: () => toggle().click(),
    };
    for (const [look, show] of Object.entries(looks)) {
      await show();
      if (look === 'fault') await expect(status()).toContainText('Fault');
      for (const colorScheme of ['light', 'dark'] as const) {
        await popup.emulateMedia({ colorScheme });
        // Legacy: axe would open a tab of its own, which would then be the current one.
        const axe = new AxeBuilder({ page: popup }).setLegacyMode();
        const { violations } = await axe.options({ resultTypes: ['violations'] }).analyze();
        expect(violations, `${look}, ${colorScheme}`).toEqual([]);
      }
    }
    for (const width of [360, 320]) {
      await popup.setViewportSize({ width, height: 600 });
      const sideways = await popup.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('*')].flatMap((box) => {
          const { left, right } = box.getBoundingClientRect();
          const isCut = left < 0 || right > innerWidth;
          return isCut && !box.closest('.unseen') ? [box.outerHTML.slice(0, 80)] : [];
        }),
      );
      expect(sideways, `cut off at ${width}`).toEqual([]);
    }
  });

  const radio = (name: string) => popup.getByRole('radio', { name, exact: true });

  const toggle = () => popup.getByRole('switch', { name: 'Veil', exact: true });

  /** Name of what has the focus; empty when nothing has. */
  const focused = () =>
    popup.evaluate(() => {
      const { activeElement: element } = document;
      if (!element || element === document.body) return '';
      const label = element.closest('label')?.innerText.split('\n')[0];
      return element.ariaLabel ?? label ?? element.textContent;
    });

  /** Presses Tab until it has the focus. */
  const tabTo = async (target: Locator) => {
    for (let tries = 0; tries < 6; tries++) {
      await popup.keyboard.press('Tab');
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error('expected it in reach');
  };

  const status = () => popup.locator('.status p').first();

  /** Clicks where a user does: on the label, as the radio button itself is out of sight. */
  const pick = (name: string) => popup.locator('label', { hasText: name }).click();
});

async function storedStrength(veil: Veil): Promise<number | undefined> {
  const worker = await veil.background();
  const { settings } = await worker.evaluate(() => chrome.storage.local.get('settings'));
  return settings?.effect.kind === 'blur' ? settings.effect.strength : undefined;
}

/** The settings as they were stored since the last call. */
async function storedSince(veil: Veil): Promise<Stored[]> {
  const worker = await veil.background();
  return worker.evaluate(() => {
    const book = globalThis as unknown as { stored?: Stored[] };
    const stored = book.stored ?? [];
    if (!book.stored)
      chrome.storage.onChanged.addListener(({ settings }) => {
        if (settings?.newValue) book.stored?.push(settings.newValue);
      });
    book.stored = [];
    return stored;
  });
}

type Stored = { readonly enabled: boolean; readonly effect: { kind: string; strength?: number } };

/** The extension API inside `evaluate`, as far as these tests use it. */
declare const chrome: {
  readonly action: { getTitle(details: object): Promise<string> };
  readonly storage: {
    readonly local: {
      get(keys: string): Promise<{ settings?: Stored }>;
    };
    readonly onChanged: {
      addListener(tell: (changes: { settings?: { newValue?: Stored } }) => void): void;
    };
  };
};

/** Takes the user's own pictures away, if there were any. */
async function forgetPictures(veil: Veil): Promise<void> {
  await (await veil.background()).evaluate(async () => {
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === 'veil')) return;
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('veil');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const { result } = opening;
        const change = result.transaction(result.objectStoreNames, 'readwrite');
        for (const name of result.objectStoreNames) change.objectStore(name).clear();
        change.oncomplete = () => resolve(result.close());
        change.onerror = () => reject(change.error);
      };
    });
  });
}
