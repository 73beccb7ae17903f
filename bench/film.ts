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
  const { picture, film, decode } = await page.evaluate(() => window.timeFilm());
  const ms = (time: number) => `${time.toFixed(2)} ms`;
  console.log(
    markdownTable(
      [
        'a frame of 1280x720 before',
        'composite: median',
        'mean',
        'decoded elsewhere, for 24 of 30 frames',
      ],
      [
        ['a picture', ...picture.map(ms), ''],
        ['a film', ...film.map(ms), ms((decode * 24) / 30)],
      ],
      1,
    ),
  );
} finally {
  await browser.close();
  site.close();
}
