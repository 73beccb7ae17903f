/**
 * `npm run bench:popup`: how long the popup takes until it can be used (the choice of the background answers) and
 * until the chosen picture is to be seen, with no own pictures and with 200; how soon it shows oneself, and how soon a
 * cover reaches the far end. Medians of ten, ms.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { launchVeil } from '../e2e/fixtures/veil';
import { measureCall } from './popup-call';

const OPENINGS = 10;
const PICTURES = 200;

const veil = await launchVeil();
// As text: what runs this file names functions by a helper that the page does not have.
await veil.context.addInitScript({
  content: `
    window.times = {};
    requestAnimationFrame(function look() {
      const effects = document.querySelector('.effects[aria-busy="false"] :checked');
      if (effects) times.usable ??= performance.now();
      const picture = document.querySelector(':checked ~ img');
      if (picture?.complete && picture.naturalWidth > 0) times.seen ??= performance.now();
      if (times.seen === undefined) requestAnimationFrame(look);
    });`,
});

/** Stores own pictures as the popup would. */
async function fill(count: number): Promise<void> {
  const picture = {
    create: { width: 1920, height: 1080, channels: 3, background: '#345' },
  } as const;
  const base64 = (await sharp(picture).jpeg().toBuffer()).toString('base64');
  const popup = await veil.openPopup();
  await popup.evaluate(
    async ([many, bytes]) => {
      const jpeg = Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt(0));
      const blob = new Blob([jpeg], { type: 'image/jpeg' });
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('veil');
        request.onsuccess = () => resolve(request.result);
      });
      const store = database.transaction('backdrops', 'readwrite').objectStore('backdrops');
      for (let i = 0; i < many; i++)
        store.put({ id: `own-${i}`, title: `Picture ${i}`, picture: blob, thumb: blob, added: i });
      await new Promise((resolve) => {
        store.transaction.oncomplete = resolve;
      });
      database.close();
    },
    [count, base64] as const,
  );
  await popup.close();
}

/** Asked from here: a page of the extension lets nobody wait in it by a script made of text. */
async function timesOf(popup: Page): Promise<{ usable: number; seen: number }> {
  for (;;) {
    const { usable, seen } = await popup.evaluate(
      () => (window as unknown as { times: { usable?: number; seen?: number } }).times,
    );
    if (usable !== undefined && seen !== undefined) return { usable, seen };
    await sleep(100);
  }
}

async function measure(id: string) {
  await veil.setEffect({ kind: 'image', id });
  const usable: number[] = [];
  const seen: number[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    const popup = await veil.openPopup();
    const { usable: first, seen: last } = await timesOf(popup);
    usable.push(first);
    seen.push(last);
    await popup.close();
  }
  return { usable: median(usable), seen: median(seen) };
}

const median = (values: readonly number[]) =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN);

// The first opening is not measured: it compiles.
await (await veil.openPopup()).close();
const none = await measure('dusk');
await fill(PICTURES);
const many = await measure(`own-${PICTURES / 2}`);
console.log('| own pictures | usable, ms | chosen picture seen, ms |\n|---:|---:|---:|');
console.log(
  `| 0 | ${none.usable} | ${none.seen} |\n| ${PICTURES} | ${many.usable} | ${many.seen} |`,
);
await veil.close();

const { previewOfCall, previewOfCamera, coverSent, coverSeen } = await measureCall();
console.log(`
| from | to | ms |
|---|---|---:|
| the popup's opening | the first picture of what a call sends | ${median(previewOfCall)} |
| the click on the preview | the first picture of one's own camera | ${median(previewOfCamera)} |
| the click on the cover | the last picture sent with the person | ${median(coverSent)} |
| the click on the cover | the last picture of the person at the far end | ${median(coverSeen)} |`);
