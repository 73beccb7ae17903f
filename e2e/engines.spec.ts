/** Which engine runs: the default, the cheaper one once it is known, the other where one fails. */
import { rm, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import type { EngineName } from '../src/shared/engine-name';
import { ENGINE_FILES, engineFile, withBrokenVeil } from './fixtures/broken-veil';
import { waitForPerson, worstStripes } from './fixtures/call';
import { maskOf, openSegmenter, rememberEngine, rememberedEngine } from './fixtures/segmenter';
import { expect, test } from './fixtures/test';
import type { Veil } from './fixtures/veil';

const VARIANT = 'general-192x112';
const PICTURE = new Uint8Array(192 * 112 * 4);
/** The masks after which the engines are compared. */
const SETTLED = 300;

test.beforeEach(({ veil }) => rememberEngine(veil, null));
test.afterAll(({ veil }) => rememberEngine(veil, null));

test('a settled call has the engines compared, once, and the next load goes by it', async ({
  veil,
  page,
}) => {
  const loaded = watchEngines(veil);
  await openSegmenter(veil, page);
  await maskOf(page, VARIANT, PICTURE, SETTLED - 1);
  expect(page.workers()).toHaveLength(1);
  expect(loaded()).toEqual(['tasks-vision']);

  await maskOf(page, VARIANT, PICTURE);
  await expect.poll(() => page.workers()).toHaveLength(2);
  await expect.poll(() => page.workers()).toHaveLength(1);
  expect(loaded()).toEqual(['tasks-vision', 'tasks-vision', 'litert']);
  const found = await rememberedEngine(veil);

  await page.reload();
  await maskOf(page, VARIANT, PICTURE, SETTLED);
  expect(loaded().slice(3)).toEqual([found]);
  expect(page.workers()).toHaveLength(1);
});

for (const engine of ['tasks-vision', 'litert'] as const) {
  test(`a call goes by what was found: ${engine}`, async ({ veil, page, server }) => {
    await rememberEngine(veil, engine);
    const loaded = watchEngines(veil);
    await startCall(veil, page, server.url('plain'));
    expect(loaded()).toEqual([engine]);
  });
}

const HARMS: Record<string, (file: string) => Promise<void>> = {
  missing: (file) => rm(file),
  damaged: (file) => writeFile(file, 'no engine at all'),
};

for (const [broken, other] of [
  ['tasks-vision', 'litert'],
  ['litert', 'tasks-vision'],
] as const) {
  for (const [harmed, harm] of Object.entries(HARMS)) {
    test(`${broken} is chosen and ${harmed}: ${other} runs`, async ({ server }) => {
      await withBrokenVeil(
        async (folder) => harm(await engineFile(folder, broken)),
        async (veil) => {
          const page = await veil.context.newPage();
          await rememberEngine(veil, broken);
          await startCall(veil, page, server.url('plain'));
        },
      );
    });
  }
}

test('an engine that throws at work is loaded again', async ({ veil, page }) => {
  const models: string[] = [];
  veil.context.on('request', (request) => {
    if (request.url().endsWith('.tflite')) models.push(request.url());
  });
  await openSegmenter(veil, page);
  await maskOf(page, VARIANT, PICTURE);
  await page.workers()[0]?.evaluate(() => {
    const { ImageData } = globalThis;
    globalThis.ImageData = class {
      constructor() {
        globalThis.ImageData = ImageData;
        throw new Error('no picture');
      }
    } as unknown as typeof ImageData;
  });
  await expect(maskOf(page, VARIANT, PICTURE)).rejects.toThrow('no picture');
  expect(models).toHaveLength(1);
  await maskOf(page, VARIANT, PICTURE);
  expect(models).toHaveLength(2);
});

async function startCall(veil: Veil, page: Page, url: string): Promise<void> {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(url);
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 5);
  expect(await worstStripes(page, 'near')).toBeLessThan(30);
  expect((await veil.status(page))[0]?.state).toBe('running');
}

/** The engines whose WASM was asked for since, in order. */
function watchEngines(veil: Veil): () => EngineName[] {
  const asked: string[] = [];
  veil.context.on('request', (request) => asked.push(request.url()));
  return () =>
    asked
      .filter((url) => url.endsWith('.wasm'))
      .flatMap((url) =>
        (Object.keys(ENGINE_FILES) as EngineName[]).filter((name) =>
          url.includes(ENGINE_FILES[name]),
        ),
      );
}
