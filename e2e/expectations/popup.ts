/**
 * What is chosen in the popup is what a running call sends; what cannot be used is refused with a
 * sentence. The popup stands in a page of its own, beside the call.
 */
import { test as runner } from 'playwright/test';
import {
  DEFAULT_SETTINGS,
  REJECTED_KEY,
  SETTINGS_KEY,
  type Settings,
} from '../../src/shared/settings';
import { type AnyPopup, type AnyVeil, openCamera, type Test } from '../fixtures/any-browser';
import { violationsOf } from '../fixtures/axe';
import { type Evaluated, frameCount, worstStripes } from '../fixtures/call';
import { english, faultSentence } from '../fixtures/english';
import { expect } from '../fixtures/expect';
import { RAW } from '../fixtures/situation';
import { PORTRAIT_COLOR, writeUserFile } from '../popup/files';
import { click } from '../popup/panel';
import { backdropColor, expectSent } from '../popup/showing';

const GREEN = [0, 177, 64] as const;

/** Registers the tests. unreachable: address of a page of the browser's own. */
export function expectPopup(test: Test, unreachable: string): void {
  /** Runs a test with a call and the popup beside it. */
  const beside = (
    title: string,
    body: (given: {
      readonly veil: AnyVeil;
      readonly call: Evaluated & { url(): string };
      readonly popup: AnyPopup;
    }) => Promise<void>,
  ) =>
    test(title, async ({ veil, page: call, server }) => {
      await veil.set({});
      await call.goto(server.url('plain'));
      await openCamera(call);
      const popup = await veil.openPopup();
      const complaints: string[] = [];
      popup.on('pageerror', (error) => complaints.push(error.message));
      popup.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
      try {
        await body({ veil, call, popup });
        expect(complaints, 'errors of the popup').toEqual([]);
      } finally {
        await popup.close();
        await veil.set({});
      }
    });

  beside('what is chosen is what the running call sends', async ({ veil, call, popup }) => {
    const dusk = await backdropColor('dusk');
    await expectSent(call, { room: 'hidden', notColor: dusk });
    const from = await frameCount(call, 'near');
    await pick(popup, 'Colour');
    await press(popup, 'Studio green');
    await expectSent(call, { room: 'hidden', color: GREEN });
    await pick(popup, 'Dusk');
    await expectSent(call, { room: 'hidden', color: dusk });
    expect(await worstStripes(call, 'near', from), 'between two effects').toBeLessThan(RAW);

    // Found as it was left.
    await pick(popup, 'Colour');
    await expectSent(call, { room: 'hidden', color: GREEN });

    await press(popup, 'Veil');
    await expectSent(call, { room: 'seen' });
    await expect.poll(() => status(popup)).toBe(english('status_off'));
    await expect.poll(() => veil.toolbarTitle(call)).toBe('Veil is off');
    await press(popup, 'Veil');
    await expectSent(call, { room: 'hidden', color: GREEN });
    await expect.poll(() => veil.toolbarTitle(call)).toBe('Veil is on');

    // Changes made elsewhere show at once.
    await veil.set({ enabled: false, effect: { kind: 'image', id: 'loft' } });
    await expect.poll(() => chosen(popup)).toBe('Loft');
    await expect.poll(() => text(popup)).toContain(english('status_off'));
  });

  beside('`none` of an older Veil is shown as switched off', async ({ veil, call, popup }) => {
    const older = { ...DEFAULT_SETTINGS, effect: { kind: 'none' } };
    await veil.store({ [SETTINGS_KEY]: older });
    await expectSent(call, { room: 'seen' });
    await expect.poll(() => isOn(popup)).toBe(false);
    await expect.poll(() => veil.toolbarTitle(call)).toBe('Veil is off');

    await press(popup, 'Veil');
    await expectSent(call, { room: 'hidden' });
    expect(await isOn(popup)).toBe(true);
    expect(await chosen(popup)).toBe('Strong blur');
    await expect.poll(() => veil.toolbarTitle(call)).toBe('Veil is on');
  });

  beside('the status line tells how the call does', async ({ veil, popup }) => {
    const line = () => status(popup);
    await expect.poll(line).toBe(english('status_blur'));
    await expect.poll(() => figures(popup)).toMatch(/^[1-9]\d* pictures a second, \d+ ms delay$/);
    await veil.setEffect({ kind: 'image', id: 'gone' });
    await expect.poll(line).toBe(`Fault: ${faultSentence('backdrop-missing')}`);
    await pick(popup, 'Strong blur');
    await expect.poll(line).toBe(english('status_blur'));
  });

  beside('a slight blur and a strong one are a click away', async ({ veil, popup }) => {
    const strength = async () => {
      const { [SETTINGS_KEY]: settings } = (await veil.stored([SETTINGS_KEY])) as {
        [SETTINGS_KEY]: Settings;
      };
      const { effect } = settings;
      return effect.kind === 'blur' ? effect.strength : undefined;
    };
    await pick(popup, english('blur_slight'));
    await expect.poll(strength).toBe(0.25);
    await slide(popup, 30);
    await expect.poll(strength).toBe(0.3);
    expect(await chosen(popup)).toBe(english('blur_slight'));
    await pick(popup, english('blur_strong'));
    await expect.poll(strength).toBeGreaterThanOrEqual(0.5);
    await slide(popup, 49);
    await expect.poll(() => chosen(popup)).toBe(english('blur_slight'));
    await slide(popup, 90);
    await expect.poll(() => chosen(popup)).toBe(english('blur_strong'));
    // Found as it was left.
    await pick(popup, english('color'));
    await pick(popup, english('blur_strong'));
    await expect.poll(strength).toBe(0.9);
  });

  beside(
    'a file that cannot be used is refused with a sentence, and changes nothing',
    async ({ popup }) => {
      const folder = runner.info().outputPath('files');
      const refused = [
        ['broken', english('picture_unreadable', 'broken.png')],
        ['text', english('picture_unreadable', 'notes.txt')],
        ['heic', english('picture_heic', 'IMG_1.HEIC')],
        ['drawing', english('picture_svg', 'plan.svg')],
        ['huge', english('picture_too_large', 'big.jpg', 40)],
      ] as const;
      for (const [kind, sentence] of refused) {
        await popup.upload(await writeUserFile(kind, folder));
        await expect.poll(() => alert(popup)).toBe(sentence);
        expect(await own(popup)).toEqual([]);
        expect(await chosen(popup)).toBe('Strong blur');
      }

      await popup.evaluate(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('No space left', 'QuotaExceededError');
        };
      });
      await popup.upload(await writeUserFile('portrait', folder));
      await expect
        .poll(() => alert(popup))
        .toBe(english('picture_not_stored', 'My room.at home.jpg'));
      expect(await chosen(popup)).toBe('Strong blur');

      await pick(popup, 'Dusk');
      await expect.poll(() => alert(popup)).toBe('');
    },
  );

  beside('of several files each that is refused has its sentence', async ({ popup }) => {
    // What lies below the view is drawn later.
    await expect
      .poll(() => popup.evaluate(() => document.querySelector('input[type=file]') !== null))
      .toBe(true);
    await popup.evaluate(async () => {
      const canvas = new OffscreenCanvas(64, 36);
      canvas.getContext('2d')?.fillRect(0, 0, 64, 36);
      const files = new DataTransfer();
      files.items.add(new File(['Not a picture.'], 'notes.txt'));
      files.items.add(new File([], 'empty.mp4', { type: 'video/mp4' }));
      // The name would turn round the text beside it.
      files.items.add(new File([await canvas.convertToBlob()], 'right\u202egnp.png'));
      const input = document.querySelector<HTMLInputElement>('input[type=file]');
      if (!input) throw new Error('expected a place for files');
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await expect.poll(() => chosen(popup)).toBe('rightgnp');
    expect(await alert(popup)).toBe(
      english('picture_unreadable', 'notes.txt') + english('video_unreadable', 'empty.mp4'),
    );
    await pick(popup, 'Dusk');
    await expect.poll(() => alert(popup)).toBe('');
    await remove(popup, 'rightgnp');
    await expect.poll(() => own(popup)).toEqual([]);
  });

  beside(
    'a picture of the user’s own is prepared, sent, kept and removed',
    async ({ call, popup }) => {
      await popup.upload(await writeUserFile('portrait', runner.info().outputPath('files')));
      await expect.poll(() => chosen(popup)).toBe('My room.at home');
      await expectSent(call, { room: 'hidden', color: PORTRAIT_COLOR });

      await reload(popup);
      await expect.poll(() => chosen(popup)).toBe('My room.at home');
      // Upright, and as large as it takes to fill what a call sends.
      expect(await storedSizes(popup)).toEqual([{ picture: [1920, 2560], thumb: [320, 180] }]);

      await remove(popup, 'My room.at home');
      await expect.poll(() => own(popup)).toEqual([]);
      await expect.poll(() => chosen(popup)).toBe('Strong blur');
      await expectSent(call, { room: 'hidden', notColor: PORTRAIT_COLOR });

      await press(popup, 'Undo');
      await expect.poll(() => chosen(popup)).toBe('My room.at home');
      await expectSent(call, { room: 'hidden', color: PORTRAIT_COLOR });
      await remove(popup, 'My room.at home');
      await expect.poll(() => own(popup)).toEqual([]);
      await reload(popup);
      await expect.poll(() => text(popup)).toContain('Aurora');
      expect(await own(popup)).toEqual([]);
    },
  );

  test('two hundred pictures of an older Veil are all there, each read when it comes near the view', async ({
    veil,
  }) => {
    await veil.setEffect({ kind: 'image', id: 'own-150' });
    // Nothing else was used before.
    await veil.store({ panel: {} });
    const popup = await veil.openPopup();
    try {
      await storeAsBefore(popup, 200);
      await reload(popup);
      await expect.poll(() => chosen(popup)).toBe('Picture 150');
      const listed = () =>
        popup.evaluate(
          () =>
            [...document.querySelectorAll('.picture .title')].filter(({ textContent }) =>
              textContent?.startsWith('Picture '),
            ).length,
        );
      await expect.poll(listed).toBe(200);
      await expect.poll(async () => (await own(popup)).length).toBeGreaterThan(8);
      expect((await own(popup)).length).toBeLessThan(100);
      expect(await own(popup)).not.toContain('Picture 199');

      await popup.evaluate(() => {
        const last = document.querySelector<HTMLElement>('[title="Picture 199"] input');
        last?.focus();
        last?.scrollIntoView();
      });
      await expect.poll(() => own(popup)).toContain('Picture 199');

      expect(await violationsOf(popup)).toEqual([]);
      await expectOneStop(popup);
      // The chosen one stands before all others, among what was used last.
      await expectArrows(popup, 'Picture 150', ['Picture 0', 'Picture 1']);
      const options = await veil.openOptions();
      try {
        const cards = () =>
          options.evaluate(() => document.querySelectorAll('.picture-card').length);
        await expect.poll(cards).toBe(200);
        expect(await violationsOf(options)).toEqual([]);
      } finally {
        await options.close();
      }
    } finally {
      await removeAll(popup);
      await popup.close();
      await veil.set({});
    }
  });

  test('settings that cannot be read are reset, kept aside and told of once', async ({ veil }) => {
    const keys = [SETTINGS_KEY, REJECTED_KEY];
    await veil.setEffect({ kind: 'image', id: 'dusk' });
    const popup = await veil.openPopup();
    try {
      await expect.poll(() => chosen(popup)).toBe('Dusk');
      await veil.store({ [SETTINGS_KEY]: 'garbage' });
      await reload(popup);

      const notice = english('settings_reset');
      await expect.poll(() => text(popup)).toContain(notice);
      expect(await chosen(popup)).toBe('Strong blur');
      expect(await veil.stored(keys)).toEqual({
        [SETTINGS_KEY]: DEFAULT_SETTINGS,
        [REJECTED_KEY]: 'garbage',
      });

      await press(popup, 'Dismiss');
      await expect.poll(() => text(popup)).not.toContain(notice);
      await expect.poll(() => veil.stored(keys)).toEqual({ [SETTINGS_KEY]: DEFAULT_SETTINGS });
      await reload(popup);
      await expect.poll(() => chosen(popup)).toBe('Strong blur');
      expect(await text(popup)).not.toContain(notice);
    } finally {
      await popup.close();
    }
  });

  test('what is chosen as the popup closes is stored', async ({ veil }) => {
    await veil.set({});
    await veil.store({ panel: {} });
    const options = await veil.openOptions();
    const popup = await veil.openPopup();
    try {
      // Other writers are at work meanwhile.
      await options.evaluate(() => {
        const released = new Promise((resolve) => Object.assign(window, { release: resolve }));
        const held = ['veil-settings', 'veil-panel'].map((name) =>
          navigator.locks.request(name, () => released),
        );
        return Promise.race([...held, new Promise((resolve) => setTimeout(resolve, 100))]);
      });
      await expect.poll(() => text(popup)).toContain(english('cover'));
      await popup.evaluate(() => document.querySelector<HTMLElement>('.cover')?.click());
      await pick(popup, 'Dusk');
      await popup.close();
      await options.evaluate(() => (window as unknown as { release(): void }).release());
      await expect
        .poll(() => veil.stored([SETTINGS_KEY, 'panel']))
        .toMatchObject({
          [SETTINGS_KEY]: { covered: true, effect: { kind: 'image', id: 'dusk' } },
          panel: { recent: ['dusk'] },
        });
    } finally {
      await options.close();
      await veil.set({});
    }
  });

  test('each command has a key that no command of the browser has', async ({ veil }) => {
    const popup = await veil.openPopup();
    const keys = () =>
      popup.evaluate(() =>
        [...document.querySelectorAll('.keys dd')].map(({ textContent }) => textContent),
      );
    try {
      await expect.poll(async () => (await keys()).length).toBe(3);
      await expect.poll(keys).not.toContain(english('keys_none'));
    } finally {
      await popup.close();
    }
  });

  test('the status line tells of pages without a call', async ({ veil, page, server }) => {
    /** Not every driver hears that a page of the browser's own, or none at all, has been loaded. */
    const goTo = (url: string) => void page.goto(url).catch(() => undefined);
    const expectLine = async (line: string) => {
      const popup = await veil.openPopup();
      try {
        await expect.poll(() => status(popup)).toBe(line);
      } finally {
        await popup.close();
      }
    };
    goTo(unreachable);
    await expectLine(english('status_closed'));
    // Nothing of an extension gets into the browser's own error page, which keeps the site's address.
    goTo('http://localhost:9/');
    await expectLine(english('status_closed'));
    await page.goto(server.url('frames'));
    const { state } = await page.evaluate(async () => {
      const { state: told } = await navigator.permissions.query({ name: 'camera' });
      return { state: told };
    });
    // Chromium is started so that it gives its camera to all.
    await expectLine(english(state === 'granted' ? 'status_idle' : 'status_unasked'));
  });
}

/** All backgrounds together are one stop of the Tab key: what comes after them is near. */
async function expectOneStop(popup: AnyPopup): Promise<void> {
  await popup.evaluate(() => document.querySelector<HTMLElement>('[role=switch]')?.focus());
  const stops: string[] = [];
  while (stops.length < 20 && stops.at(-1) !== 'SELECT') {
    await popup.keyboard.press('Tab');
    stops.push(
      await popup.evaluate(() => {
        const { activeElement: at } = document;
        return at?.matches('[name=effect]') ? 'a background' : (at?.tagName ?? '');
      }),
    );
  }
  expect(stops).toContain('SELECT');
  expect(stops.filter((stop) => stop === 'a background')).toHaveLength(1);
}

/** An arrow key chooses the next picture, which has the focus and is in sight. */
async function expectArrows(
  popup: AnyPopup,
  from: string,
  others: readonly string[],
): Promise<void> {
  await popup.evaluate(
    (name) => document.querySelector<HTMLElement>(`[title="${name}"] input`)?.focus(),
    from,
  );
  for (const name of others) {
    await popup.keyboard.press('ArrowRight');
    await expect.poll(() => chosen(popup)).toBe(name);
    const isSeen = () =>
      popup.evaluate(() => {
        const { activeElement: at } = document;
        const { top, bottom } = at?.closest('label')?.getBoundingClientRect() ?? new DOMRect();
        return at?.matches(':checked') && bottom > 0 && top < innerHeight;
      });
    await expect.poll(isSeen).toBe(true);
  }
}

const text = (popup: AnyPopup) => popup.evaluate(() => document.body.innerText);

const alert = (popup: AnyPopup) =>
  popup.evaluate(() => document.querySelector('[role=alert]')?.textContent);

const status = (popup: AnyPopup) =>
  popup.evaluate(() => document.querySelector('.status p')?.textContent ?? '');

const isOn = (popup: AnyPopup) =>
  popup.evaluate(() => document.querySelector('[role=switch]')?.ariaChecked === 'true');

/** Name of the background that is chosen. */
const chosen = (popup: AnyPopup) =>
  popup.evaluate(() =>
    document.querySelector<HTMLElement>('.effects label:has(:checked)')?.innerText.trim(),
  );

const figures = (popup: AnyPopup) =>
  popup.evaluate(() => document.querySelector('.figures p')?.textContent ?? '');

/** Names of the pictures of the user's own. */
const own = (popup: AnyPopup) =>
  popup.evaluate(() =>
    [...document.querySelectorAll('.picture:has(img[src^="blob:"]) .title')].map(
      ({ textContent }) => textContent,
    ),
  );

/** Width and height of what is stored of each own picture. */
const storedSizes = (popup: AnyPopup) =>
  popup.evaluate(async () => {
    type Stored = { picture: Blob; thumb: Blob };
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const database = await answered(indexedDB.open('veil'));
    const all = await answered<Stored[]>(
      database.transaction('backdrops').objectStore('backdrops').getAll(),
    );
    database.close();
    const sizeOf = async (file: Blob) => {
      const { width, height } = await createImageBitmap(file);
      return [width, height];
    };
    return Promise.all(
      all.map(async ({ picture, thumb }) => ({
        picture: await sizeOf(picture),
        thumb: await sizeOf(thumb),
      })),
    );
  });

/** Stores so many pictures as a Veil did that had one store, and drew no small pictures at first. */
const storeAsBefore = (popup: AnyPopup, count: number) =>
  popup.evaluate(async (many) => {
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise((resolve, reject) => {
        request.onsuccess = resolve;
        request.onerror = () => reject(request.error);
      });
    const canvas = new OffscreenCanvas(32, 18);
    canvas.getContext('2d')?.fillRect(0, 0, 9, 9);
    const picture = await canvas.convertToBlob({ type: 'image/jpeg' });
    const deleted = answered(indexedDB.deleteDatabase('veil'));
    // Asked for at once: the panel itself may open it in between.
    const opening = indexedDB.open('veil', 1);
    opening.onupgradeneeded = () =>
      opening.result.createObjectStore('backdrops', { keyPath: 'id' });
    await Promise.all([deleted, answered(opening)]);
    const store = opening.result.transaction('backdrops', 'readwrite').objectStore('backdrops');
    for (let i = 0; i < many; i++) {
      const thumb = i % 3 > 0 && { thumb: picture };
      store.put({ id: `own-${i}`, title: `Picture ${i}`, picture, ...thumb, added: i });
    }
    await new Promise((resolve) => {
      store.transaction.oncomplete = resolve;
    });
    opening.result.close();
  }, count);

const removeAll = (popup: AnyPopup) =>
  popup.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const deletion = indexedDB.deleteDatabase('veil');
        deletion.onsuccess = () => resolve();
      }),
  );

/** The way of a user: the mode is switched on, and the picture clicked. */
async function remove(popup: AnyPopup, name: string): Promise<void> {
  await press(popup, english('picture_remove'));
  const act = english('picture_remove_named', name);
  const isThere = () =>
    popup.evaluate((label) => document.querySelector(`[aria-label="${label}"]`) !== null, act);
  await expect.poll(isThere).toBe(true);
  await press(popup, act);
}

/** Clicks where a user does: on the label, as the radio button itself is out of sight. */
const pick = (popup: AnyPopup, name: string) => click(popup, 'label', name);

const press = (popup: AnyPopup, name: string) => click(popup, 'button', name);

/** Moves the slider of the blur's strength. */
const slide = (popup: AnyPopup, percent: number) =>
  popup.evaluate((value) => {
    const slider = document.querySelector<HTMLInputElement>('.strength input');
    if (!slider) throw new Error('expected a slider');
    slider.value = `${value}`;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
  }, percent);

/** By a script of the page: not every driver hears that a page of an extension has been loaded. */
async function reload(popup: AnyPopup): Promise<void> {
  await popup.evaluate(() => {
    document.body.id = 'before';
    setTimeout(() => location.reload());
  });
  const isNew = () =>
    popup
      .evaluate(() => document.body?.id !== 'before' && document.querySelector('main') !== null)
      .catch(() => false);
  await expect.poll(isNew, { intervals: [50] }).toBe(true);
}
