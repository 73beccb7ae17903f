/**
 * `npm run pictures`: every state of popup and settings page, in light and dark, narrow, zoomed, in forced colours and in other languages,
 * as small WebP screenshots of the real extension in docs/pictures. `npm run pictures -- --only popup-blur --lang ar` takes some.
 */
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { waitForPerson } from '../e2e/fixtures/call';
import { startServer } from '../e2e/fixtures/server';
import { testCamera } from '../e2e/fixtures/test';
import { launchVeil, type Veil } from '../e2e/fixtures/veil';
import { writeUserFile } from '../e2e/popup/files';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    lang: { type: 'string', multiple: true, default: ['en', 'de', 'ar'] },
    out: { type: 'string', default: fileURLToPath(new URL('../docs/pictures', import.meta.url)) },
  },
});

type Stage = { readonly veil: Veil; readonly call: Page; readonly panel: Page };
type State = {
  readonly page: 'popup' | 'options';
  readonly width?: number;
  readonly height?: number;
  readonly media?: Parameters<Page['emulateMedia']>[0];
  readonly show?: (stage: Stage) => Promise<unknown>;
};

const OPTIONS = { page: 'options', width: 900, height: 1100 } as const;

const STATES: Record<string, State> = {
  'popup-blur': { page: 'popup' },
  'popup-color': {
    page: 'popup',
    show: ({ veil }) => veil.setEffect({ kind: 'color', color: '#26566b' }),
  },
  'popup-picture': {
    page: 'popup',
    show: ({ veil }) => veil.setEffect({ kind: 'image', id: 'aurora' }),
  },
  'popup-off': { page: 'popup', show: ({ veil }) => veil.set({ enabled: false }) },
  'popup-covered': { page: 'popup', show: ({ veil }) => veil.set({ covered: true }) },
  'popup-fault': {
    page: 'popup',
    show: ({ veil }) => veil.setEffect({ kind: 'image', id: 'gone' }),
  },
  'popup-narrow': { page: 'popup', width: 320 },
  // What a browser leaves of a popup's 600 pixels at 200 %.
  'popup-zoomed': { page: 'popup', height: 300 },
  'popup-forced': { page: 'popup', media: { forcedColors: 'active', reducedMotion: 'reduce' } },
  options: OPTIONS,
  'options-zoomed': { ...OPTIONS, width: 450 },
  'options-forced': { ...OPTIONS, media: { forcedColors: 'active' } },
  'options-welcome': {
    ...OPTIONS,
    show: async ({ panel }) => {
      await panel.goto(`${panel.url()}#welcome`);
      await panel.reload();
    },
  },
  'options-diagnostics': {
    ...OPTIONS,
    show: async ({ panel }) => {
      await panel.locator('.preview-start').click();
      await panel.locator('details summary').click();
      await panel.waitForTimeout(8 * STILL_MS);
      await panel.locator('.diagnostics').scrollIntoViewIfNeeded();
    },
  },
  // The last one: it ends the call.
  'popup-idle': {
    page: 'popup',
    show: async ({ call, panel }) => {
      await call.evaluate(() => window.call.stop());
      await panel.reload();
    },
  },
};

/** So long a panel takes to be still: a preview has begun, a thumbnail is drawn. */
const STILL_MS = 1500;

async function takeAll(language: string): Promise<void> {
  const veil = await launchVeil({
    camera: await testCamera({ width: 1280, height: 720 }),
    args: [`--lang=${language}`],
    language,
  });
  const server = await startServer();
  const folder = join(values.out, language);
  await mkdir(folder, { recursive: true });
  const call = await veil.newPage();
  await call.goto(server.url('plain'));
  await call.evaluate(() =>
    window.call.start({ constraints: { video: { width: 1280, height: 720 } } }),
  );
  await waitForPerson(call, 'near', 3);
  const first = await veil.openPopup();
  await first.upload(await writeUserFile('portrait', join(tmpdir(), 'veil-panels')));
  await first.locator('.picture img[src^="blob:"]').waitFor();
  await first.close();

  for (const [name, { page, width = 360, height = 600, media, show }] of Object.entries(STATES)) {
    if (values.only && !values.only.includes(name)) continue;
    await veil.set({});
    await call.bringToFront();
    const panel = page === 'popup' ? await veil.openPopup() : await veil.openOptions();
    await panel.setViewportSize({ width, height });
    if (media) await panel.emulateMedia(media);
    await show?.({ veil, call, panel });
    for (const colorScheme of ['light', 'dark'] as const) {
      await panel.emulateMedia({ colorScheme });
      await panel.waitForTimeout(STILL_MS);
      const path = join(folder, `${name}-${colorScheme}.webp`);
      await sharp(await panel.screenshot())
        .webp({ quality: 80, effort: 6 })
        .toFile(path);
    }
    await panel.close();
  }
  server.close();
  await veil.close();
}

for (const language of values.lang) await takeAll(language);
