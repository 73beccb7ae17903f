/**
 * Which compositor draws: the faster one by a trial, the remembered one without, the planes where
 * WebGL is slow or keeps getting lost; and no change of it shows. WebGL is drawn in software here.
 */
import type { Page } from 'playwright/test';
import type { CompositorName } from '../src/shared/compositor-name';
import { expectOnlyPerson, frameCount, waitForPerson, worstStripes } from './fixtures/call';
import { loopOf } from './fixtures/loop-worker';
import { test as base, expect } from './fixtures/test';
import type { Veil } from './fixtures/veil';

/** Far below the raw room's, far above what a backdrop leaves. */
const RAW = 30;
const EFFECT = { kind: 'color', color: '#00ff00' } as const;

/** A page whose frame loop's WebGL contexts can be counted and lost. */
const test = base.extend<{ page: Page }>({
  page: async ({ veil, server }, use) => {
    const page = await veil.context.newPage();
    await page.addInitScript(prependToWorkers, `(${keepContexts})();`);
    await veil.setEffect(EFFECT);
    await page.goto(server.url('plain'));
    await use(page);
    await page.close();
  },
});

test('a driver that draws on the processor is known by its name: no trial, no shader, no late frame', async ({
  veil,
  page,
}) => {
  await remember(veil, null);
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 3);
  await expect.poll(() => contexts(page)).toEqual({ made: 1, lost: 1 });
  expect(await loopOf(page).evaluate(() => globalThis.shadersMade)).toBe(0);
  expect(await compositorOf(veil, page)).toBe('planes');
  // A short call is remembered as well as a long one.
  await expect.poll(() => remembered(veil)).toBe('planes');
});

test('WebGL that a trial finds slow is not used; what was found needs no trial', async ({
  veil,
  page,
}) => {
  await remember(veil, null);
  await page.addInitScript(prependToWorkers, `(${claimHardware})();`);
  await page.reload();
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 3);
  // The trial comes after somebody is seen, a frame at a time.
  await expect.poll(() => contexts(page)).toEqual({ made: 1, lost: 1 });
  expect(await loopOf(page).evaluate(() => globalThis.shadersMade)).toBeGreaterThan(0);
  expect(await compositorOf(veil, page)).toBe('planes');
  expect(await worstStripes(page, 'near')).toBeLessThan(RAW);

  await expect.poll(() => remembered(veil)).toBe('planes');
  await page.reload();
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 3);
  expect(await compositorOf(veil, page)).toBe('planes');
  expect(await contexts(page)).toEqual({ made: 0, lost: 0 });
});

test('WebGL that was remembered and turns out slow gives way in mid-call, in no frame seen', async ({
  veil,
  page,
}) => {
  await remember(veil, 'webgl');
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 1);
  expect(await compositorOf(veil, page)).toBe('webgl');
  const before = await frameCount(page, 'near');
  const [{ coveredFrames } = { coveredFrames: Number.NaN }] = await veil.status(page);

  await expect.poll(() => compositorOf(veil, page)).toBe('planes');
  await waitForPerson(page, 'near', 20);
  expect((await veil.status(page))[0]?.coveredFrames).toBe(coveredFrames);
  await expectOnlyPerson(page, before, 20);
  await expect.poll(() => remembered(veil)).toBe('planes');
});

test('a lost context covers the picture; the second one so soon leaves it to the planes', async ({
  veil,
  page,
}) => {
  await remember(veil, 'webgl');
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 3);
  expect(await contexts(page)).toEqual({ made: 1, lost: 0 });

  for (const isMadeAgain of [true, false]) {
    const made = await loopOf(page).evaluate(loseContexts);
    const from = await frameCount(page, 'near');
    await waitForPerson(page, 'near', 3);
    expect((await contexts(page)).made > made).toBe(isMadeAgain);
    expect(await worstStripes(page, 'near', from)).toBeLessThan(RAW);
  }
  await expect.poll(() => compositorOf(veil, page)).toBe('planes');
  await waitForPerson(page, 'far', 3);
  const [status] = await veil.status(page);
  expect(status).toMatchObject({ state: 'running' });
  expect(status?.coveredFrames).toBeGreaterThan(0);
  expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
  expect(await worstStripes(page, 'far')).toBeLessThan(RAW);
});

async function compositorOf(veil: Veil, page: Page): Promise<CompositorName | undefined> {
  return (await veil.status(page))[0]?.compositor;
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

/** Runs in a worker before all else: keeps its WebGL contexts. */
function keepContexts(): void {
  const native = OffscreenCanvas.prototype.getContext;
  globalThis.keptContexts = [];
  globalThis.shadersMade = 0;
  const { prototype } = WebGL2RenderingContext;
  const nativeShader = prototype.createShader;
  prototype.createShader = function (type) {
    globalThis.shadersMade++;
    return nativeShader.call(this, type);
  };
  OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
    const context = Reflect.apply(native, this, args);
    if (context instanceof WebGL2RenderingContext) globalThis.keptContexts.push(context);
    return context;
  } as typeof native;
}

/** Runs in a worker before all else: the driver has a GPU's name. */
function claimHardware(): void {
  const RENDERER = 0x9246;
  const { prototype } = WebGL2RenderingContext;
  const native = prototype.getParameter;
  prototype.getParameter = function (name) {
    return name === RENDERER ? 'A Graphics Card' : native.call(this, name);
  };
}

/** Gives how many there have been. */
function loseContexts(): number {
  for (const context of globalThis.keptContexts) {
    if (!context.isContextLost()) context.getExtension('WEBGL_lose_context')?.loseContext();
  }
  return globalThis.keptContexts.length;
}

/** How many WebGL contexts the loop has made, and how many of them are lost. */
function contexts(page: Page): Promise<{ made: number; lost: number }> {
  return loopOf(page).evaluate(() => ({
    made: globalThis.keptContexts.length,
    lost: globalThis.keptContexts.filter((context) => context.isContextLost()).length,
  }));
}

/** Stores what a call would have found; null forgets it. */
async function remember(veil: Veil, name: CompositorName | null): Promise<void> {
  const worker = await veil.background();
  await worker.evaluate(async (found) => {
    const madeWith = `${chrome.runtime.getManifest().version} ${navigator.userAgent}`;
    if (found) await chrome.storage.local.set({ compositor: { name: found, madeWith } });
    else await chrome.storage.local.remove('compositor');
  }, name);
}

async function remembered(veil: Veil): Promise<unknown> {
  const worker = await veil.background();
  return worker.evaluate(async () => {
    const { compositor } = await chrome.storage.local.get('compositor');
    return compositor?.name;
  });
}

declare global {
  var keptContexts: WebGL2RenderingContext[];
  var shadersMade: number;
}

declare const chrome: {
  readonly runtime: { getManifest(): { readonly version: string } };
  readonly storage: {
    readonly local: {
      get(key: string): Promise<Record<string, { readonly name: string } | undefined>>;
      set(value: object): Promise<void>;
      remove(key: string): Promise<void>;
    };
  };
};
