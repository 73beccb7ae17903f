/** The popup, beside one running call: what is chosen there is what the call sends. */
import { mkdir } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { FAULTS } from '../src/shared/fault';
import { DEFAULT_SETTINGS, REJECTED_KEY, SETTINGS_KEY } from '../src/shared/settings';
import { frameCount, worstStripes } from './fixtures/call';
import { expect, test } from './fixtures/test';
import type { Veil } from './fixtures/veil';
import { BROKEN_IMAGE, portraitPhoto, TEXT_FILE, writeHugeFile } from './popup/files';
import { backdropColor, expectSent } from './popup/showing';

const GREEN = [0, 177, 64] as const;

let call: Page;
let popup: Page;
let complaints: string[];

test.beforeAll(async ({ veil, server }) => {
  await veil.set({});
  call = await veil.context.newPage();
  await call.goto(server.url('plain'));
  await call.evaluate(() => window.call.start());
});

test.beforeEach(async ({ veil }) => {
  await veil.set({});
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
  const dusk = await backdropColor('dusk');
  await expectSent(call, { room: 'hidden', notColor: dusk });
  const from = await frameCount(call, 'near');

  await pick('Colour');
  await popup.getByRole('button', { name: 'Studio green' }).click();
  await expectSent(call, { room: 'hidden', color: GREEN });
  await popup.getByLabel('Other colour').fill('#c03060');
  await expectSent(call, { room: 'hidden', color: [0xc0, 0x30, 0x60] });

  await pick('Dusk');
  await expectSent(call, { room: 'hidden', color: dusk });
  expect(await worstStripes(call, 'near', from), 'the room, between two effects').toBeLessThan(30);

  await pick('None');
  await expect(popup.getByText('Your camera is sent as it is, room and all.')).toBeVisible();
  await expectSent(call, { room: 'seen' });

  await pick('Blur');
  await expectSent(call, { room: 'hidden', notColor: dusk });
  // Found as it was left.
  await pick('Colour');
  await expectSent(call, { room: 'hidden', color: [0xc0, 0x30, 0x60] });
});

test('what the keyboard chooses is what the running call sends', async ({ veil }) => {
  await veil.setEffect({ kind: 'none' });
  await expect(radio('None')).toBeChecked();
  await popup.keyboard.press('Tab');
  await expect(popup.getByRole('switch', { name: 'Veil' })).toBeFocused();
  await popup.keyboard.press('Tab');
  await expect(radio('None')).toBeFocused();
  await expectSent(call, { room: 'seen' });

  await popup.keyboard.press('ArrowRight');
  await expect(radio('Blur')).toBeChecked();
  await expectSent(call, { room: 'hidden' });

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

test('the strength follows the slider while it is dragged', async ({ veil }) => {
  const slider = popup.getByRole('slider', { name: 'Strength' });
  await countWrites(veil);
  const box = await slider.boundingBox();
  if (!box) throw new Error('expected a slider');
  const y = box.y + box.height / 2;
  await popup.mouse.move(box.x + box.width / 2, y);
  await popup.mouse.down();
  for (let i = 50; i >= 10; i--) {
    await popup.mouse.move(box.x + (box.width * i) / 100, y);
    await popup.waitForTimeout(10);
  }
  // Still held.
  await expect.poll(() => storedStrength(veil)).toBeLessThan(0.15);
  const { writes, seconds } = await countWrites(veil);
  expect(writes).toBeGreaterThan(4);
  expect(writes / seconds).toBeLessThan(25);
  await popup.mouse.up();

  await slider.press('End');
  await expect(popup.getByText('100 %')).toBeVisible();
  await expect.poll(() => storedStrength(veil)).toBe(1);
  await pick('None');
  await expect(slider).toBeHidden();
});

test('a picture of the user’s own is prepared, sent, kept and removed', async () => {
  await upload(await portraitPhoto('#c86432'));
  await expect(radio('My room.at home')).toBeChecked();
  await expectSent(call, { room: 'hidden', color: [0xc8, 0x64, 0x32] });

  await popup.reload();
  await expect(radio('My room.at home')).toBeChecked();
  const thumbnail = popup.locator('img[src^="blob:"]');
  const size = await thumbnail.evaluate((image: HTMLImageElement) => [
    image.naturalWidth,
    image.naturalHeight,
  ]);
  expect(size, 'upright, and no larger than a call sends').toEqual([810, 1080]);

  await popup.getByRole('button', { name: 'Remove My room.at home' }).click();
  await expect(radio('My room.at home')).toHaveCount(0);
  await expect(radio('Blur')).toBeChecked();
  await expectSent(call, { room: 'hidden', notColor: [0xc8, 0x64, 0x32] });
  await popup.reload();
  await expect(radio('Aurora')).toBeVisible();
  await expect(popup.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
});

test('a file that cannot be used is refused with a sentence, and changes nothing', async () => {
  const alert = popup.getByRole('alert');
  const folder = test.info().outputDir;
  await mkdir(folder, { recursive: true });
  const unreadable = 'is not an image Veil can read. Choose a JPEG, PNG or WebP file.';
  const refused = [
    [BROKEN_IMAGE, `broken.png ${unreadable}`],
    [TEXT_FILE, `notes.txt ${unreadable}`],
    [await writeHugeFile(folder), 'big.jpg is larger than 40 MB. Choose a smaller picture.'],
  ] as const;
  for (const [file, sentence] of refused) {
    await upload(file);
    await expect(alert).toHaveText(sentence);
    await expect(popup.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
    await expect(radio('Blur')).toBeChecked();
  }

  await popup.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('No space left', 'QuotaExceededError');
    };
  });
  await upload(await portraitPhoto('#c86432'));
  await expect(alert).toHaveText('My room.at home.jpg could not be stored. Is the disk full?');
  await expect(radio('Blur')).toBeChecked();

  await pick('Dusk');
  await expect(alert).toBeEmpty();
});

test('the switch rules the call and the toolbar', async ({ veil }) => {
  const worker = await veil.background();
  const title = () => worker.evaluate(() => chrome.action.getTitle({}));
  const toggle = popup.getByRole('switch', { name: 'Veil' });

  await toggle.click();
  await expect(toggle).not.toBeChecked();
  await expect.poll(title).toBe('Veil is off');
  await expectSent(call, { room: 'seen' });
  await expect(status()).toHaveText('Off: your camera is sent as it is.');

  await toggle.press('Space');
  await expect(toggle).toBeChecked();
  await expect.poll(title).toBe('Veil is on');
  await expectSent(call, { room: 'hidden' });
});

test('the status line tells how the call does', async ({ veil }) => {
  await expect(status()).toHaveText(/^Running at [1-9]\d* fps, \d+ ms delay$/);
  await veil.setEffect({ kind: 'image', id: 'gone' });
  await expect(status()).toHaveText(`Fault: ${FAULTS['backdrop-missing']}`);
  await pick('Blur');
  await expect(status()).toHaveText(/^Running/);
});

test('the status line tells of pages without a call', async ({ page, server }) => {
  const reopen = async () => {
    await popup.bringToFront();
    await popup.reload();
  };
  await page.goto('chrome://version');
  await reopen();
  await expect(status()).toHaveText('Veil cannot work on this page.');

  // No content script gets into the browser's own error page, which keeps the site's address.
  await page.goto('http://localhost:9/').catch(() => undefined);
  await expect(status()).toHaveText('Reload this page to use Veil here.');

  await page.goto(server.url('frames'));
  await expect(status()).toHaveText('No camera in use on this page.');

  await page.evaluate(
    (src) => {
      const frame = Object.assign(document.createElement('iframe'), { src, allow: 'camera' });
      document.body.append(frame);
    },
    server.url('plain', 'other'),
  );
  const frame = page.frameLocator('iframe').locator('html');
  await frame.evaluate(() => window.call.start());
  await expect(status()).toHaveText(/^Running/);
  await page.evaluate(() => document.querySelector('iframe')?.remove());
  await expect(status()).toHaveText('No camera in use on this page.');
});

test('settings that cannot be read are reset, kept aside and told of once', async ({ veil }) => {
  const worker = await veil.background();
  const keys = [SETTINGS_KEY, REJECTED_KEY];
  const stored = () => worker.evaluate((all) => chrome.storage.local.get(all), keys);
  await veil.setEffect({ kind: 'none' });
  await expect(radio('None')).toBeChecked();
  await worker.evaluate((key) => chrome.storage.local.set({ [key]: 'garbage' }), SETTINGS_KEY);
  await popup.reload();

  const notice = popup.getByText('Your settings could not be read and were reset.');
  await expect(notice).toBeVisible();
  await expect(radio('Blur')).toBeChecked();
  expect(await stored()).toEqual({ [SETTINGS_KEY]: DEFAULT_SETTINGS, [REJECTED_KEY]: 'garbage' });

  await popup.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();
  await expect.poll(stored).toEqual({ [SETTINGS_KEY]: DEFAULT_SETTINGS });
  await popup.reload();
  await expect(radio('Blur')).toBeChecked();
  await expect(notice).toBeHidden();
});

test('changes made elsewhere show at once', async ({ veil }) => {
  await veil.set({ enabled: false, effect: { kind: 'image', id: 'loft' } });
  await expect(radio('Loft')).toBeChecked();
  await expect(popup.getByRole('switch', { name: 'Veil' })).not.toBeChecked();
});

test('everyone can use it, in light and in dark, and it fits its window', async ({ veil }) => {
  await upload(await portraitPhoto('#c86432'));
  await expect(radio('My room.at home')).toBeChecked();
  await upload(TEXT_FILE);
  const looks: Record<string, () => Promise<void>> = {
    'own picture and a refused file': async () => {},
    fault: () => veil.setEffect({ kind: 'image', id: 'gone' }),
    none: () => pick('None'),
    colour: () => pick('Colour'),
    blur: () => pick('Blur'),
    off: () => popup.getByRole('switch', { name: 'Veil' }).click(),
  };
  for (const [look, show] of Object.entries(looks)) {
    await show();
    if (look === 'fault') await expect(status()).toContainText('Fault');
    for (const colorScheme of ['light', 'dark'] as const) {
      await popup.emulateMedia({ colorScheme });
      // Legacy: axe would open a tab of its own, which would then be the current one.
      const { violations } = await new AxeBuilder({ page: popup }).setLegacyMode().analyze();
      expect(violations, `${look}, ${colorScheme}`).toEqual([]);
    }
  }
  await popup.getByRole('button', { name: /^Remove/ }).click();
  await expect(popup.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  const scrolls = await popup.evaluate(() =>
    [document.documentElement, document.querySelector('main')].some(
      (box) => !box || box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth,
    ),
  );
  expect(scrolls, 'something has to be scrolled').toBe(false);
});

const radio = (name: string) => popup.getByRole('radio', { name, exact: true });

const status = () => popup.locator('.status p');

/** Clicks where a user does: on the label, as the radio button itself is out of sight. */
const pick = (name: string) => popup.locator('label', { hasText: name }).click();

type FileToUpload = string | { name: string; mimeType: string; buffer: Buffer };

const upload = (file: FileToUpload) => popup.getByLabel('Add image…').setInputFiles(file);

async function storedStrength(veil: Veil): Promise<number | undefined> {
  const worker = await veil.background();
  const { settings } = await worker.evaluate(() => chrome.storage.local.get('settings'));
  return settings?.effect.kind === 'blur' ? settings.effect.strength : undefined;
}

/** Counts the changes of what is stored since the last call. */
async function countWrites(veil: Veil): Promise<{ writes: number; seconds: number }> {
  const worker = await veil.background();
  return worker.evaluate(() => {
    const counter = globalThis as unknown as { writes?: number[]; since: number };
    const counted = counter.writes ?? [];
    if (!counter.writes)
      chrome.storage.onChanged.addListener(() => counter.writes?.push(performance.now()));
    const seconds = (performance.now() - counter.since) / 1000;
    counter.writes = [];
    counter.since = performance.now();
    return { writes: counted.length, seconds };
  });
}

/** The extension API inside `evaluate`, as far as these tests use it. */
declare const chrome: {
  readonly action: { getTitle(details: object): Promise<string> };
  readonly storage: {
    readonly local: {
      get(
        keys: string | string[] | null,
      ): Promise<{ settings?: { effect: { kind: string; strength?: number } } }>;
      set(value: object): Promise<void>;
    };
    readonly onChanged: { addListener(tell: () => void): void };
  };
};
