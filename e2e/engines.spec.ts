/**
 * What makes the masks: the network's own engine, in the page's loop or in the extension's frame; tasks-vision
 * where that is missing, damaged, wrong or fails at work. No fault lets a raw frame out.
 */
import { rm, truncate } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { PACKED_ENGINE } from '../build/engine';
import { bend, weightsFile, withBrokenVeil } from './fixtures/broken-veil';
import { frameCount, waitForPerson, worstStripes } from './fixtures/call';
import { loopOf } from './fixtures/loop-worker';
import { maskOf, openSegmenter } from './fixtures/segmenter';
import { expect, test } from './fixtures/test';
import type { Veil } from './fixtures/veil';

const VARIANT = 'general-192x112';
const PICTURE = new Uint8Array(192 * 112 * 4);
const RAW = 30;

test('a page that lets WASM run loads no engine and makes no frame for one', async ({
  veil,
  page,
  server,
}) => {
  const asked = watchRequests(veil);
  await startCall(veil, page, server.url('plain'));
  expect(asked().filter((url) => /\.(zst|tflite)$|segmenter/.test(url))).toEqual([]);
  expect(segmenters(page)).toHaveLength(0);
});

test('a page that lets none run has the same engine in the frame', async ({
  veil,
  page,
  server,
}) => {
  const asked = watchRequests(veil);
  await startCall(veil, page, server.url('no-wasm'));
  expect(asked().filter((url) => /\.(zst|tflite)$/.test(url))).toEqual([]);
  expect(asked().some((url) => url.endsWith('.weights'))).toBe(true);
});

const HARMS: Record<string, (folder: string) => Promise<void>> = {
  'missing weights': (folder) => rm(weightsFile(folder)),
  'weights that are cut off': (folder) => truncate(weightsFile(folder), 100_000),
  'a wrong answer for the known picture': bend,
};

for (const [name, harm] of Object.entries(HARMS)) {
  test(`${name}: tasks-vision runs, in the page's call and in the frame`, async ({ server }) => {
    await withBrokenVeil(harm, async (veil) => {
      const asked = watchRequests(veil);
      for (const situation of ['plain', 'no-wasm']) {
        const page = await veil.context.newPage();
        await startCall(veil, page, server.url(situation));
        expect(asked().some((url) => url.endsWith(PACKED_ENGINE))).toBe(true);
        await page.close();
      }
    });
  });
}

test('a network that traps in mid-call covers the picture, and the frame takes over', async ({
  veil,
  page,
  server,
}) => {
  await page.addInitScript(prependToWorkers, `(${trapLater})();`);
  await startCall(veil, page, server.url('plain'));
  const from = await frameCount(page, 'near');
  const [{ coveredFrames } = { coveredFrames: Number.NaN }] = await veil.status(page);
  await loopOf(page).evaluate(() => {
    globalThis.isTrapped = true;
  });
  await expect
    .poll(async () => (await veil.status(page))[0]?.coveredFrames)
    .toBeGreaterThan(coveredFrames);
  await expect.poll(() => segmenters(page).length).toBe(1);
  await waitForPerson(page, 'far', 5);
  await expect.poll(async () => (await veil.status(page))[0]?.state).toBe('running');
  expect(await worstStripes(page, 'near', from)).toBeLessThan(RAW);
});

test('an engine that throws at work is replaced', async ({ server: _ }) => {
  await withBrokenVeil(HARMS['missing weights'] ?? bend, async (veil) => {
    const page = await veil.context.newPage();
    const models = () => asked().filter((url) => url.endsWith('.tflite'));
    const asked = watchRequests(veil);
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
    expect(models()).toHaveLength(1);
    await maskOf(page, VARIANT, PICTURE);
    expect(models()).toHaveLength(2);
  });
});

/** The hidden frames in which an engine may run. */
function segmenters(page: Page) {
  return page.frames().filter((frame) => frame.url().includes('/src/segmenter/'));
}

async function startCall(veil: Veil, page: Page, url: string): Promise<void> {
  await veil.setEffect({ kind: 'color', color: '#00ff00' });
  await page.goto(url);
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 5);
  expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
  expect((await veil.status(page))[0]?.state).toBe('running');
}

/** What was asked for since. */
function watchRequests(veil: Veil): () => string[] {
  const asked: string[] = [];
  veil.context.on('request', (request) => asked.push(request.url()));
  return () => asked;
}

/** Runs in the page before all else: its workers begin with a script. */
function prependToWorkers(script: string): void {
  const Native = Blob;
  window.Blob = class extends Native {
    constructor(parts: BlobPart[] = [], options: BlobPropertyBag = {}) {
      super(options.type?.includes('javascript') ? [script, ...parts] : parts, options);
    }
  };
}

/** Runs in a worker before all else: the functions of a network trap when they are told to. */
function trapLater(): void {
  const Native = WebAssembly.Instance;
  WebAssembly.Instance = class {
    readonly exports: WebAssembly.Exports;
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      const { exports } = new Native(module, imports);
      const trapping = Object.entries(exports).map(([name, work]) => [
        name,
        (...args: unknown[]) => {
          if (globalThis.isTrapped) throw new WebAssembly.RuntimeError('unreachable');
          return (work as (...given: unknown[]) => unknown)(...args);
        },
      ]);
      this.exports = 'widen' in exports ? Object.fromEntries(trapping) : exports;
    }
  } as unknown as typeof Native;
}

declare global {
  var isTrapped: boolean | undefined;
}
