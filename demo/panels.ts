/**
 * `npm run pictures`: every state of popup and settings page, in light and dark, narrow, and in other languages,
 * as screenshots of the real extension. `npm run pictures -- --only popup-blur --lang ar` takes some.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright';
import { waitForPerson } from '../e2e/fixtures/call';
import { startServer } from '../e2e/fixtures/server';
import { testCamera } from '../e2e/fixtures/test';
import { launchVeil, type Veil } from '../e2e/fixtures/veil';
import { writeUserFile } from '../e2e/popup/files';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    lang: { type: 'string', multiple: true, default: ['en', 'ar'] },
    out: { type: 'string', default: fileURLToPath(new URL('../docs/pictures', import.meta.url)) },
  },
});

type Stage = { readonly veil: Veil; readonly call: Page; readonly panel: Page };
type State = {
  readonly page: 'popup' | 'options';
  readonly width?: number;
  readonly show: (stage: Stage) => Promise<unknown>;
};

const STATES: Record<string, State> = {
  'popup-blur': { page: 'popup', show: async () => undefined },
  'popup-narrow': { page: 'popup', width: 320, show: async () => undefined },
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
  options: { page: 'options', width: 1000, show: async () => undefined },
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
  await first.upload(await writeUserFile('portrait', folder));
  await first.waitForTimeout(STILL_MS);
  await first.close();

  for (const [name, { page, width = 360, show }] of Object.entries(STATES)) {
    if (values.only && !values.only.includes(name)) continue;
    await veil.set({});
    await call.bringToFront();
    const panel = page === 'popup' ? await veil.openPopup() : await veil.openOptions();
    await panel.setViewportSize({ width, height: page === 'popup' ? 600 : 1400 });
    await show({ veil, call, panel });
    for (const colorScheme of ['light', 'dark'] as const) {
      await panel.emulateMedia({ colorScheme });
      await panel.waitForTimeout(STILL_MS);
      await panel.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    }
    await panel.close();
  }
  server.close();
  await veil.close();
}

for (const language of values.lang) await takeAll(language);
