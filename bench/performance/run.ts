/** One row, measured once, each camera in a fresh browser. */
import { variantFor } from '../../src/shared/model-variants';
import { TIERS } from '../../src/shared/tiers';
import { type Call, openCalls } from './calls';
import type { CameraFiles } from './camera-files';
import { openFirefoxCalls } from './firefox-calls';
import { limitTree } from './limit';
import type { Options } from './options';
import { type Phases, phasesOf } from './phases';
import { cpuOf, memoryOf } from './processes';
import type { Beginning, Span } from './protocol';
import type { Row } from './rows';

/** What was seen of a row with one camera. */
export type Visit = {
  readonly span: Span;
  /** Per second of the span, ms: all processes of the browser, and the main threads of its pages. */
  readonly cpu: number;
  readonly mainThreads: number;
  /** What a second track of the camera adds to that, ms per second. */
  readonly second: number | undefined;
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
  /** Latency as Veil itself measures it, ms: for pages that cannot. */
  readonly latency: number | undefined;
  readonly phases: Phases;
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

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export type Bench = {
  visit(row: Row, rate: Rate): Promise<Visit>;
  close(): void;
};

export async function openBench(options: Options, cameras: CameraFiles): Promise<Bench> {
  const calls = await (options.firefox ? openFirefoxCalls(options) : openCalls(options, cameras));
  return {
    visit: (row, rate) => calls.withCall(row, rate, (call) => measure(call, options)),
    close: calls.close,
  };
}

async function measure(call: Call, options: Options): Promise<Visit> {
  const { page, browser, request } = call;
  await page.goto(call.url);
  const cold = await page.evaluate((asked) => window.bench.start(asked), request);
  const warm = request.rate === RATES[0] ? await callAgain(call) : undefined;

  const measured = await measureSpans(call, options);
  const second = options.second ? await measureSecond(call, options, measured.cpu) : undefined;
  const status = await statusOf(call);
  const memory = await memoryOf(browser);
  const late = options.memory ? await sleep(MINUTE_MS).then(() => memoryOf(browser)) : undefined;
  const { coveredBefore, ...spans } = measured;
  return {
    ...spans,
    second,
    memory,
    growth: late === undefined ? undefined : late - memory,
    cold,
    warm,
    covered: (status?.coveredFrames ?? 0) - coveredBefore,
    variant: status?.variant,
    place: status?.place,
    latency: status?.latency,
    phases: phasesOf(status),
  };
}

/** A span to settle in, and the one that counts. */
async function measureSpans(call: Call, options: Options) {
  const { page, browser } = call;
  const limit = options.throttle === undefined ? undefined : limitTree(browser, options.throttle);
  const watch = limit !== undefined;
  try {
    await page.evaluate((on) => window.bench.begin(on), watch);
    await sleep(limit ? ADAPT_MS : SETTLE_MS);
    const settling = await page.evaluate(() => window.bench.end());
    const before = await statusOf(call);

    await page.evaluate((on) => window.bench.begin(on), watch);
    const [from, began, self] = [cpuOf(browser), performance.now(), process.cpuUsage()];
    await sleep(1000 * options.seconds);
    const [to, seconds] = [cpuOf(browser), (performance.now() - began) / 1000];
    const own = process.cpuUsage(self);
    const span = await page.evaluate(() => window.bench.end());

    const cpu = (to.tree - from.tree) / seconds;
    const machine = to.machine - from.machine - (own.user + own.system) / 1000;
    return {
      span,
      cpu,
      mainThreads: (to.mainThreads - from.mainThreads) / seconds,
      others: (machine / seconds - cpu) / 1000,
      room: settling.room + span.room,
      watched: settling.watched + span.watched,
      coveredBefore: before?.coveredFrames ?? 0,
    };
  } finally {
    limit?.release();
  }
}

/** What a second track of the camera adds. alone: what the first one takes, ms per second. */
async function measureSecond({ page, browser, request }: Call, options: Options, alone: number) {
  await page.evaluate((asked) => window.bench.startSecond?.(asked), request);
  await sleep(SETTLE_MS);
  const [from, began] = [cpuOf(browser), performance.now()];
  await sleep(1000 * options.seconds);
  const taken = cpuOf(browser).tree - from.tree;
  return taken / ((performance.now() - began) / 1000) - alone;
}

async function callAgain({ page, request }: Call): Promise<Beginning> {
  await page.evaluate(() => window.bench.stop());
  await page.reload();
  return page.evaluate((asked) => window.bench.start(asked), request);
}

/** What the call's track says of itself; undefined where Veil does nothing. */
async function statusOf({ veil, page, veiled }: Call) {
  return veiled ? (await veil.status(page)).at(-1) : undefined;
}

/** The model that a row asks for; undefined where Veil may choose, or runs none. */
export function variantAsked({ size, setup }: Row): string | undefined {
  if (!setup || setup.tier === 'auto' || setup.effect === 'none') return undefined;
  return variantFor(size, TIERS[setup.tier].input);
}
