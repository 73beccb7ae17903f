/**
 * `npm run bench:popup`: how long the popup takes until it can be used (the choice of the background answers) and
 * until the chosen picture is to be seen, with no own pictures and with 200, each beside the first frame of a page of the
 * extension without a script, opened in turns with it; how soon it shows oneself, and how soon a cover reaches the far end.
 * Medians of ten, ms.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { launchVeil } from '../e2e/fixtures/veil';
import { markdownTable } from './markdown';
import { measureCall } from './popup-call';

const OPENINGS = 10;
const PICTURES = 200;

type Times = { readonly frame?: number; readonly usable?: number; readonly seen?: number };

const veil = await launchVeil();
// As text: what runs this file names functions by a helper that the page does not have.
await veil.context.addInitScript({
  content: `
    window.times = {};
    requestAnimationFrame(function look() {
      times.frame ??= performance.now();
      const effects = document.querySelector('.effects[aria-busy="false"] :checked');
      if (effects) times.usable ??= performance.now();
      const picture = document.querySelector(':checked ~ img');
      if (picture?.complete && picture.naturalWidth > 0) times.seen ??= performance.now();
      if (times.seen === undefined) requestAnimationFrame(look);
    });`,
});

const jpeg = async (width: number, height: number) => {
  const picture = { create: { width, height, channels: 3, background: '#345' } } as const;
  return (await sharp(picture).jpeg().toBuffer()).toString('base64');
};

/** Stores own pictures as the popup would. */
async function fill(count: number): Promise<void> {
  const files = [await jpeg(1920, 1080), await jpeg(320, 180)] as const;
  const popup = await veil.openPopup();
  await popup.evaluate(
    async ([many, base64]) => {
      const [picture, thumb] = base64.map((text) => {
        const bytes = Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
        return new Blob([bytes], { type: 'image/jpeg' });
      });
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('veil');
        request.onsuccess = () => resolve(request.result);
      });
      const change = database.transaction(['backdrops', 'entries'], 'readwrite');
      for (let i = 0; i < many; i++) {
        const entry = { id: `own-${i}`, title: `Picture ${i}`, added: i };
        change.objectStore('backdrops').put({ ...entry, picture, thumb });
        change.objectStore('entries').put({ ...entry, moves: false });
      }
      await new Promise((resolve) => {
        change.oncomplete = resolve;
      });
      database.close();
    },
    [count, files] as const,
  );
  await popup.close();
}

/** Opens a page of the extension, and closes it when all these times are known. */
async function timesOf(open: () => Promise<Page>, wanted: (keyof Times)[]): Promise<Times> {
  const page = await open();
  for (;;) {
    // Asked from here: a page of the extension lets nobody wait in it by a script made of text.
    const times = await page.evaluate(() => (window as unknown as { times: Times }).times);
    if (wanted.every((name) => times[name] !== undefined)) {
      await page.close();
      return times;
    }
    await sleep(100);
  }
}

async function openBare(): Promise<Page> {
  const page = await veil.newPage();
  const { host } = new URL((await veil.background()).url());
  await page.goto(`chrome-extension://${host}/manifest.json`);
  return page;
}

/** A row of the table: of the popup with so many own pictures, and this one chosen. */
async function measure(count: number, id: string): Promise<string[]> {
  await veil.setEffect({ kind: 'image', id });
  const all: (Times & { readonly bare?: number | undefined })[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    const { frame: bare } = await timesOf(openBare, ['frame']);
    all.push({ ...(await timesOf(veil.openPopup, ['usable', 'seen'])), bare });
  }
  const of = (name: keyof (typeof all)[number]) =>
    median(all.map((times) => times[name] ?? Number.NaN));
  const ratio = of('usable') / of('bare');
  return [count, of('bare'), of('usable'), ratio.toFixed(2), of('seen')].map(String);
}

const median = (values: readonly number[]) =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN);

// The first opening is not measured: it compiles.
await (await veil.openPopup()).close();
const none = await measure(0, 'dusk');
await fill(PICTURES);
const many = await measure(PICTURES, `own-${PICTURES / 2}`);
console.log(
  markdownTable(
    ['own pictures', 'a bare page, ms', 'usable, ms', 'times as long', 'chosen picture seen, ms'],
    [none, many],
    0,
  ),
);
await veil.close();

const { bareBesideCall, previewOfCall, previewOfCamera, coverSent, coverSeen } =
  await measureCall();
console.log(`
| from | to | ms |
|---|---|---:|
| the opening of a page without a script, beside a call | its first frame | ${median(bareBesideCall)} |
| the popup's opening | the first picture of what a call sends | ${median(previewOfCall)} |
| the click on the preview | the first picture of one's own camera | ${median(previewOfCamera)} |
| the click on the cover | the last picture sent with the person | ${median(coverSent)} |
| the click on the cover | the last picture of the person at the far end | ${median(coverSeen)} |`);
