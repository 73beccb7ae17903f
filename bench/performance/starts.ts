/**
 * How a call starts, as a page sees it that shows its camera in a video element: when it has its stream,
 * a first frame (covered or not), and the first frame in which the person is. Both browsers, a page without
 * a policy and one whose policy forbids workers and WASM, the first call of a fresh profile and the next.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { markdownTable } from '../markdown';
import { type Call, type Calls, openCalls, VIDEO_CALL_PAGE } from './calls';
import type { CameraFiles } from './camera-files';
import { openFirefoxCalls } from './firefox-calls';
import type { Options } from './options';
import type { Beginning } from './protocol';
import type { Row } from './rows';
import { spreadOf } from './statistics';

const RATE = 30;
const SIZE = { width: 1280, height: 720 };
const VEILED: Row = { size: SIZE, setup: { compositor: 'planes', tier: 'auto', effect: 'image' } };
const BARE: Row = { size: SIZE, setup: undefined };

type Kind = 'cold' | 'warm';
type Case = {
  readonly browser: 'Chromium' | 'Firefox';
  readonly csp: boolean;
  readonly row: Row;
  readonly seen: Readonly<Record<Kind, Beginning[]>>;
};

function casesOf(): Case[] {
  const browsers = ['Chromium', 'Firefox'] as const;
  return browsers.flatMap((browser) =>
    [
      { csp: false, row: BARE },
      { csp: false, row: VEILED },
      { csp: true, row: VEILED },
    ].map((each) => ({ browser, ...each, seen: { cold: [], warm: [] } })),
  );
}

/** Prints the table: medians over the rounds, with the least and the most, ms. */
export async function printStarts(options: Options, cameras: CameraFiles): Promise<void> {
  const others = Array.from({ length: options.busy }, compute);
  try {
    const cases = casesOf();
    for (let round = 1; round <= options.rounds; round++)
      for (const each of cases) {
        await measure(each, cameras);
        console.error(`${round}/${options.rounds} ${nameOf(each)}`);
      }
    console.log(tableOf(cases));
  } finally {
    for (const other of others) other.kill();
  }
}

/** A process that keeps a core busy. */
const compute = (): ChildProcess => spawn(process.execPath, ['-e', 'for (;;);']);

async function measure({ browser, csp, row, seen }: Case, cameras: CameraFiles): Promise<void> {
  const calls: Calls = await (browser === 'Firefox'
    ? openFirefoxCalls({ csp })
    : openCalls({ csp, profile: false }, cameras, VIDEO_CALL_PAGE));
  try {
    await calls.withCall(row, RATE, async (call) => {
      await call.page.goto(call.url);
      seen.cold.push(await startOf(call));
      await call.page.evaluate(() => window.bench.stop());
      await call.page.reload();
      seen.warm.push(await startOf(call));
    });
  } finally {
    calls.close();
  }
}

const startOf = ({ page, request }: Call) =>
  page.evaluate((asked) => window.bench.start(asked), request);

const nameOf = ({ browser, csp, row }: Case) =>
  `${browser}, ${row.setup ? (csp ? 'strict policy' : 'Veil') : 'no Veil'}`;

function tableOf(cases: readonly Case[]): string {
  const head = ['page', 'call', 'stream', 'then first frame', 'then person', 'person after asking'];
  const lines = cases.flatMap((each) =>
    (['cold', 'warm'] as const).map((kind) => {
      const times = each.seen[kind];
      const cells = [
        times.map(({ stream }) => stream),
        times.map(({ firstAfterCamera }) => firstAfterCamera),
        times.map(({ afterStream }) => afterStream),
        times.map(({ stream, afterStream }) => stream + afterStream),
      ];
      return [nameOf(each), kind, ...cells.map(cell)];
    }),
  );
  return markdownTable(head, lines, 2);
}

function cell(times: readonly number[]): string {
  const spread = spreadOf(times);
  if (!spread) return '';
  const [middle, least, most] = [spread.median, spread.min, spread.max].map(Math.round);
  return `${middle} (${least}–${most})`;
}
