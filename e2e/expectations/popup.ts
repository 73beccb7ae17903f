/**
 * What is chosen in the popup is what a running call sends; what cannot be used is refused with a
 * sentence. The popup stands in a page of its own, beside the call.
 */
import { test as runner } from 'playwright/test';
import { DEFAULT_SETTINGS, REJECTED_KEY, SETTINGS_KEY } from '../../src/shared/settings';
import { FAULT_WORDS } from '../../src/ui/fault-words';
import { type AnyPopup, type AnyVeil, startCall, type Test } from '../fixtures/any-browser';
import { type Evaluated, frameCount, worstStripes } from '../fixtures/call';
import { expect } from '../fixtures/expect';
import { RAW } from '../fixtures/situation';
import { PORTRAIT_COLOR, writeUserFile } from '../popup/files';
import { backdropColor, expectSent } from '../popup/showing';

const GREEN = [0, 177, 64] as const;
const HEIC =
  'IMG_1.HEIC is a HEIC picture, which browsers cannot read. Save or share it as JPEG, then add that.';
const DRAWING =
  'plan.svg is an SVG drawing, which Veil does not take. Save it as PNG, then add that.';
const UNREADABLE = 'is not an image Veil can read. Choose a JPEG, PNG or WebP file.';

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
      await startCall(call);
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
    expect(await text(popup)).toContain('Your camera is sent as it is, room and all.');
    await expect.poll(() => status(popup)).toBe('Off: your camera is sent as it is.');
    await expect.poll(() => veil.toolbarTitle(call)).toBe('Veil is off');
    await press(popup, 'Veil');
    await expectSent(call, { room: 'hidden', color: GREEN });
    await expect.poll(() => veil.toolbarTitle(call)).toBe('Veil is on');

    // Changes made elsewhere show at once.
    await veil.set({ enabled: false, effect: { kind: 'image', id: 'loft' } });
    await expect.poll(() => chosen(popup)).toBe('Loft');
    await expect.poll(() => text(popup)).toContain('Veil is off.');
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
    expect(await chosen(popup)).toBe('Blur');
    await expect.poll(() => veil.toolbarTitle(call)).toBe('Veil is on');
  });

  beside('the status line tells how the call does', async ({ veil, popup }) => {
    const line = () => status(popup);
    await expect.poll(line).toMatch(/^Running at [1-9]\d* fps, \d+ ms delay$/);
    await veil.setEffect({ kind: 'image', id: 'gone' });
    await expect.poll(line).toBe(`Fault: ${FAULT_WORDS['backdrop-missing']}`);
    await pick(popup, 'Blur');
    await expect.poll(line).toMatch(/^Running/);
  });

  beside(
    'a file that cannot be used is refused with a sentence, and changes nothing',
    async ({ popup }) => {
      const folder = runner.info().outputPath('files');
      const refused = [
        ['broken', `broken.png ${UNREADABLE}`],
        ['text', `notes.txt ${UNREADABLE}`],
        ['heic', HEIC],
        ['drawing', DRAWING],
        ['huge', 'big.jpg is larger than 40 MB. Choose a smaller picture.'],
      ] as const;
      for (const [kind, sentence] of refused) {
        await popup.upload(await writeUserFile(kind, folder));
        await expect.poll(() => alert(popup)).toBe(sentence);
        expect(await own(popup)).toEqual([]);
        expect(await chosen(popup)).toBe('Blur');
      }

      await popup.evaluate(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('No space left', 'QuotaExceededError');
        };
      });
      await popup.upload(await writeUserFile('portrait', folder));
      await expect
        .poll(() => alert(popup))
        .toBe('My room.at home.jpg could not be stored. Is the disk full?');
      expect(await chosen(popup)).toBe('Blur');

      await pick(popup, 'Dusk');
      await expect.poll(() => alert(popup)).toBe('');
    },
  );

  beside(
    'a picture of the user’s own is prepared, sent, kept and removed',
    async ({ call, popup }) => {
      await popup.upload(await writeUserFile('portrait', runner.info().outputPath('files')));
      await expect.poll(() => chosen(popup)).toBe('My room.at home');
      await expectSent(call, { room: 'hidden', color: PORTRAIT_COLOR });

      await reload(popup);
      await expect.poll(() => chosen(popup)).toBe('My room.at home');
      const size = () =>
        popup.evaluate(() => {
          const image = document.querySelector<HTMLImageElement>('img[src^="blob:"]');
          return [image?.naturalWidth, image?.naturalHeight];
        });
      // Upright, and as large as it takes to fill what a call sends.
      await expect.poll(size).toEqual([1920, 2560]);

      await press(popup, 'Remove My room.at home');
      await expect.poll(() => own(popup)).toEqual([]);
      await expect.poll(() => chosen(popup)).toBe('Blur');
      await expectSent(call, { room: 'hidden', notColor: PORTRAIT_COLOR });
      await reload(popup);
      await expect.poll(() => text(popup)).toContain('Aurora');
      expect(await own(popup)).toEqual([]);
    },
  );

  test('settings that cannot be read are reset, kept aside and told of once', async ({ veil }) => {
    const keys = [SETTINGS_KEY, REJECTED_KEY];
    await veil.setEffect({ kind: 'image', id: 'dusk' });
    const popup = await veil.openPopup();
    try {
      await expect.poll(() => chosen(popup)).toBe('Dusk');
      await veil.store({ [SETTINGS_KEY]: 'garbage' });
      await reload(popup);

      const notice = 'Your settings could not be read and were reset.';
      await expect.poll(() => text(popup)).toContain(notice);
      expect(await chosen(popup)).toBe('Blur');
      expect(await veil.stored(keys)).toEqual({
        [SETTINGS_KEY]: DEFAULT_SETTINGS,
        [REJECTED_KEY]: 'garbage',
      });

      await press(popup, 'Dismiss');
      await expect.poll(() => text(popup)).not.toContain(notice);
      await expect.poll(() => veil.stored(keys)).toEqual({ [SETTINGS_KEY]: DEFAULT_SETTINGS });
      await reload(popup);
      await expect.poll(() => chosen(popup)).toBe('Blur');
      expect(await text(popup)).not.toContain(notice);
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
    await expectLine('Veil cannot work on this page.');
    // No content script gets into the browser's own error page, which keeps the site's address.
    goTo('http://localhost:9/');
    await expectLine('Reload this page to use Veil here.');
    await page.goto(server.url('frames'));
    await expectLine('No camera in use on this page.');
  });
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
    document.querySelector<HTMLElement>('label:has(:checked)')?.innerText.trim(),
  );

/** Pictures of the user's own that can be removed. */
const own = (popup: AnyPopup) =>
  popup.evaluate(() =>
    [...document.querySelectorAll('button.remove')].map((button) => button.ariaLabel),
  );

/** Clicks where a user does: on the label, as the radio button itself is out of sight. */
const pick = (popup: AnyPopup, name: string) => click(popup, 'label', name);

const press = (popup: AnyPopup, name: string) => click(popup, 'button', name);

/** Clicks on what has this name to be read, or to be heard. */
async function click(popup: AnyPopup, tag: 'label' | 'button', name: string): Promise<void> {
  await popup.evaluate(
    ([of, wanted]) => {
      const found = [...document.querySelectorAll<HTMLElement>(of)].find(
        (each) => (each.ariaLabel ?? each.innerText.trim()) === wanted,
      );
      if (!found) throw new Error(`expected a ${of} of the name ${wanted}`);
      found.click();
    },
    [tag, name] as const,
  );
}

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
