/** What a film costs a call on planes, beside a picture: `npm run bench:film`. */
import { fileURLToPath } from 'node:url';
import { bundle } from '../e2e/fixtures/bundle';
import { launchVeil } from '../e2e/fixtures/veil';
import type {} from './film/page';
import { markdownTable } from './markdown';
import { serveSite } from './performance/site';

const site = await serveSite(false);
const browser = await launchVeil({ extension: null });
try {
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.addScriptTag({
    content: await bundle(fileURLToPath(new URL('./film/page.ts', import.meta.url))),
  });
  const { picture, film, spared, decode, sparing } = await page.evaluate(() => window.timeFilm());
  const ms = (time: number) => `${time.toFixed(2)} ms`;
  // Of 24 film frames while a call shows 30.
  const perFrame = (time: number, share: number) => ms((time * 24 * share) / 30);
  console.log(
    markdownTable(
      ['a frame of 1280x720 before', 'composite: median', 'mean', 'decoded elsewhere, a frame'],
      [
        ['a picture', ...picture.map(ms), ''],
        ['a film', ...film.map(ms), perFrame(decode, 1)],
        ['every second frame of a film', ...spared.map(ms), perFrame(sparing.decode, sparing.left)],
      ],
      1,
    ),
  );
  if (!sparing.isSame) throw new Error('a frame was made of one that had been left out');
} finally {
  await browser.close();
  site.close();
}
