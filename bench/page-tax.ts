/**
 * What Veil costs a page that never asks for a camera, beside an extension that does nothing:
 * `npm run bench:page`.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { BUILT_EXTENSION, launchVeil } from '../e2e/fixtures/veil';
import { markdownTable } from './markdown';
import { serveSite } from './performance/site';
import { spreadOf } from './performance/statistics';

const ROUNDS = 100;

/** An extension, and its scripts: in the page's world, and in one of their own. */
type Scripts = { readonly extension: string | null; readonly page: string; readonly own: string };

const VEIL: Scripts = {
  extension: BUILT_EXTENSION,
  page: 'src/patch/index.iife.js',
  own: 'src/content/index.iife.js',
};

/** Whoever stands at the same entrances has to look at these, and the browser makes them for that. */
const CLASSES_ALONE = {
  page: `(function () {
    for (const name of ['MediaDevices', 'Navigator', 'HTMLIFrameElement', 'HTMLFrameElement',
      'HTMLObjectElement']) window[name].prototype;
  })();`,
  own: `(function () {
    navigator.mediaDevices?.addEventListener('idle', () => {});
    chrome.runtime.onConnect.addListener(() => {});
  })();`,
};
const NOTHING = { page: '(function () {})();', own: '(function () {})();' };

/** An extension with scripts where Veil has its own. */
async function writeExtension(scripts: { page: string; own: string }): Promise<Scripts> {
  const extension = await mkdtemp(join(tmpdir(), 'veil-idle-'));
  const every = { matches: ['<all_urls>'], run_at: 'document_start' };
  const frames = { all_frames: true, match_origin_as_fallback: true };
  const files = { page: 'page.js', own: 'own.js' };
  const manifest = {
    manifest_version: 3,
    name: 'Idle',
    version: '1',
    content_scripts: [
      { ...every, ...frames, js: [files.page], world: 'MAIN' },
      { ...every, ...frames, js: [files.own] },
    ],
  };
  await writeFile(join(extension, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(extension, files.page), scripts.page);
  await writeFile(join(extension, files.own), scripts.own);
  return { extension, ...files };
}

/** Milliseconds, of pages loaded one after the other. */
type Times = { readonly page: number[]; readonly own: number[]; readonly load: number[] };
/** As Chromium traces it; duration in microseconds. */
type TraceEvent = {
  readonly name: string;
  readonly dur?: number;
  readonly args: { readonly data?: { readonly url?: string } };
};

/** Loads pages in a browser with the extension, and has the browser say how long its scripts ran. */
async function measure(scripts: Scripts, url: string): Promise<Times> {
  const veil = await launchVeil({ extension: scripts.extension });
  try {
    const page = await veil.context.newPage();
    // Makes the process, which is then the same for all.
    await page.goto(url);
    const load: number[] = [];
    const events = await traced(page, async () => {
      for (let round = 0; round < ROUNDS; round++) {
        await page.goto(url);
        load.push(await page.evaluate(readLoadTime));
      }
    });
    const timesOf = (script: string) =>
      events
        .filter(({ name, args }) => name === 'EvaluateScript' && isOf(args.data?.url, script))
        .map(({ dur = 0 }) => dur / 1000);
    return { page: timesOf(scripts.page), own: timesOf(scripts.own), load };
  } finally {
    await veil.close();
  }
}

const isOf = (url: string | undefined, script: string) =>
  url?.startsWith('chrome-extension:') === true && url.endsWith(`/${script}`);

async function traced(page: Page, use: () => Promise<void>): Promise<TraceEvent[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) =>
    events.push(...(value as unknown as TraceEvent[])),
  );
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'] },
  });
  await use();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  return events;
}

/** From the answer's first byte to `DOMContentLoaded`. */
function readLoadTime(): number {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry ? entry.domContentLoadedEventEnd - entry.responseStart : Number.NaN;
}

const ms = (times: readonly number[]) => spreadOf(times)?.median.toFixed(2) ?? '';

async function main(): Promise<void> {
  const site = await serveSite(false);
  const [classes, nothing] = [await writeExtension(CLASSES_ALONE), await writeExtension(NOTHING)];
  try {
    const rows: readonly (readonly [string, Scripts])[] = [
      ['Veil', VEIL],
      ['the classes at its entrances, looked at', classes],
      ['an extension that does nothing', nothing],
      ['no extension', { extension: null, page: '', own: '' }],
    ];
    const lines = [];
    for (const [name, scripts] of rows) {
      const { extension, page } = scripts;
      const bytes = extension ? (await readFile(join(extension, page))).length : '';
      const times = await measure(scripts, site.url);
      lines.push([name, `${bytes}`, ms(times.page), ms(times.own), ms(times.load)]);
    }
    const head = [
      '',
      "script in the page's world, bytes",
      'evaluation, ms',
      'the other script, ms',
      'page to DOMContentLoaded, ms',
    ];
    console.log(markdownTable(head, lines, 1));
  } finally {
    site.close();
    for (const { extension } of [classes, nothing])
      if (extension) await rm(extension, { recursive: true });
  }
}

await main();
