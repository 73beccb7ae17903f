/** One row, measured once, each camera in a fresh browser. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { bundle } from '../../e2e/fixtures/bundle';
import { launchVeil, type Veil } from '../../e2e/fixtures/veil';
import { variantFor } from '../../src/shared/model-variants';
import { extensionWith } from './builds';
import type { CameraFiles } from './camera-files';
import { limitTree } from './limit';
import type { Options } from './options';
import { childrenOf, cpuOf, memoryOf } from './processes';
import type { Beginning, CameraRequest, Span } from './protocol';
import { EFFECTS, type Row } from './rows';
import { serveSite } from './site';
import { type Stages, stagesOf } from './stages';

/** What was seen of a row with one camera. */
export type Visit = {
  readonly span: Span;
  /** Per second of the span, ms: all processes of the browser, and the main threads of its pages. */
  readonly cpu: number;
  readonly mainThreads: number;
  /** Cores that others kept busy meanwhile. */
  readonly others: number;
  /** Memory of all the browser's processes, bytes. */
  readonly memory: number;
  /** What it grew by in the minute that followed. */
  readonly growth: number | undefined;
  /** The first call of a fresh profile. */
  readonly cold: Beginning;
  /** The next one, after the page was loaded anew; tried with the usual camera only. */
  readonly warm: Beginning | undefined;
  /** Frames of the span in which nobody is to be seen, as Veil counts them, to within a second. */
  readonly covered: number;
  /** The model that ran; undefined without Veil. */
  readonly variant: string | undefined;
  readonly place: string | undefined;
  readonly stages: Stages;
  /** Frames that showed the room, of those looked at since the limit was set. */
  readonly room: number;
  readonly watched: number;
};

/** Chromium's usual camera, and one that is faster than anything. */
export const RATES = [30, 100] as const;
export type Rate = (typeof RATES)[number];

/** After a call has begun, until it is measured: caches fill, the compiler settles. */
const SETTLE_MS = 2000;
/** A browser that has just been limited is given time to adapt. */
const ADAPT_MS = 15_000;
const MINUTE_MS = 60_000;

const CALL_PAGE = fileURLToPath(new URL('./call-page.ts', import.meta.url));

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export type Bench = {
  visit(row: Row, rate: Rate): Promise<Visit>;
  close(): void;
};

export async function openBench(options: Options, cameras: CameraFiles): Promise<Bench> {
  const [script, site] = [await bundle(CALL_PAGE), await serveSite(options.csp)];
  return {
    visit: async (row, rate) => {
      const { setup, size } = row;
      const camera = await cameras.pathOf(size, rate);
      const extension = setup ? await extensionWith(setup.compositor) : null;
      const { veil, browser } = await launch(camera, extension);
      try {
        if (setup) await veil.set({ effect: EFFECTS[setup.effect], quality: setup.tier });
        await veil.context.addInitScript({ content: script });
        const page = await veil.context.newPage();
        const until = setup && setup.effect !== 'none' ? 'person' : 'frame';
        return await measure(veil, page, browser, site.url, { ...size, rate, until }, options);
      } finally {
        await veil.close();
      }
    },
    close: site.close,
  };
}

/** Starts a browser. Its process is the child that this one did not have before. */
export async function launch(camera: string, extension: string | null) {
  const before = new Set(childrenOf(process.pid));
  const veil = await launchVeil({ camera, extension });
  const browser = childrenOf(process.pid).find((id) => !before.has(id));
  if (browser === undefined) throw new Error('the browser is no child of this process');
  return { veil, browser };
}

async function measure(
  veil: Veil,
  page: Page,
  browser: number,
  url: string,
  request: CameraRequest,
  { seconds, memory, throttle }: Options,
): Promise<Visit> {
  await page.goto(url);
  const cold = await page.evaluate((asked) => window.bench.start(asked), request);
  const warm = request.rate === RATES[0] ? await callAgain(page, request) : undefined;

  const limit = throttle === undefined ? undefined : limitTree(browser, throttle);
  const watch = limit !== undefined;
  await page.evaluate((on) => window.bench.begin(on), watch);
  await sleep(limit ? ADAPT_MS : SETTLE_MS);
  const settling = await page.evaluate(() => window.bench.end());
  const before = await statusOf(veil, page, request);

  await page.evaluate((on) => window.bench.begin(on), watch);
  const [from, began] = [cpuOf(browser), performance.now()];
  const self = process.cpuUsage();
  await sleep(1000 * seconds);
  const [to, took] = [cpuOf(browser), (performance.now() - began) / 1000];
  const own = process.cpuUsage(self);
  const span = await page.evaluate(() => window.bench.end());
  limit?.release();

  const cpu = (to.tree - from.tree) / took;
  const status = await statusOf(veil, page, request);
  const size = await memoryOf(browser);
  const late = memory ? await sleep(MINUTE_MS).then(() => memoryOf(browser)) : undefined;
  return {
    span,
    cpu,
    mainThreads: (to.mainThreads - from.mainThreads) / took,
    others: ((to.machine - from.machine - (own.user + own.system) / 1000) / took - cpu) / 1000,
    memory: size,
    growth: late === undefined ? undefined : late - size,
    cold,
    warm,
    covered: (status?.coveredFrames ?? 0) - (before?.coveredFrames ?? 0),
    variant: status?.variant,
    place: status?.place,
    stages: stagesOf(status),
    room: settling.room + span.room,
    watched: settling.watched + span.watched,
  };
}

async function callAgain(page: Page, request: CameraRequest): Promise<Beginning> {
  await page.evaluate(() => window.bench.stop());
  await page.reload();
  return page.evaluate((asked) => window.bench.start(asked), request);
}

/** What the call's track says of itself; undefined where Veil does nothing. */
async function statusOf(veil: Veil, page: Page, { until }: CameraRequest) {
  return until === 'person' ? (await veil.status(page)).at(-1) : undefined;
}

/** The model that a row asks for; undefined where Veil may choose, or runs none. */
export function variantAsked({ size, setup }: Row): string | undefined {
  if (!setup || setup.tier === 'auto' || setup.effect === 'none') return undefined;
  return variantFor(size, setup.tier);
}
