/**
 * What Veil costs a page that never asks for a camera, beside an extension that does nothing:
 * `npm run bench:page`.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT_EXTENSION, launchVeil } from '../e2e/fixtures/veil';
import { markdownTable } from './markdown';
import { serveSite } from './performance/site';
import { spreadOf } from './performance/statistics';

const ROUNDS = 200;
const MAIN_SCRIPT = 'src/page/index.iife.js';

/** An extension with empty scripts where Veil has its own. */
async function writeIdleExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'veil-idle-'));
  const every = { matches: ['<all_urls>'], js: ['idle.js'], run_at: 'document_start' };
  const frames = { all_frames: true, match_origin_as_fallback: true };
  const manifest = {
    manifest_version: 3,
    name: 'Idle',
    version: '1',
    content_scripts: [
      { ...every, ...frames, world: 'MAIN' },
      { ...every, ...frames },
    ],
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'idle.js'), '(function () {})();');
  return folder;
}

/** Milliseconds from the navigation to its load, of pages loaded one after the other. */
async function loadTimes(extension: string | null, url: string): Promise<number[]> {
  const veil = await launchVeil({ extension });
  try {
    const page = await veil.context.newPage();
    const times: number[] = [];
    for (let round = -5; round < ROUNDS; round++) {
      await page.goto(url);
      const time = await page.evaluate(() => {
        const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
        return entry ? entry.domContentLoadedEventEnd - entry.responseStart : Number.NaN;
      });
      if (round >= 0) times.push(time);
    }
    return times;
  } finally {
    await veil.close();
  }
}

/** Milliseconds that a script takes to evaluate in a window that has not seen it, compiling included. */
async function evaluationTimes(script: string, url: string): Promise<number[]> {
  const bare = await launchVeil({ extension: null });
  try {
    const page = await bare.context.newPage();
    await page.goto(url);
    return await page.evaluate(
      ([text, rounds]) => {
        const times: number[] = [];
        for (let round = -5; round < rounds; round++) {
          const frame = document.createElement('iframe');
          document.body.append(frame);
          const fresh = frame.contentWindow as unknown as { eval(text: string): void };
          const from = performance.now();
          // A text of its own each time: no compiled code is found again.
          fresh.eval(`${text}//${round}`);
          if (round >= 0) times.push(performance.now() - from);
          frame.remove();
        }
        return times;
      },
      [script, ROUNDS] as const,
    );
  } finally {
    await bare.close();
  }
}

const ms = (times: readonly number[]) => {
  const spread = spreadOf(times);
  return spread ? spread.median.toFixed(3) : '';
};

async function main(): Promise<void> {
  const site = await serveSite(false);
  const idle = await writeIdleExtension();
  const script = await readFile(join(BUILT_EXTENSION, MAIN_SCRIPT), 'utf8');
  try {
    const rows = [
      ['Veil', script, BUILT_EXTENSION],
      ['an extension that does nothing', '(function () {})();', idle],
      ['no extension', undefined, null],
    ] as const;
    const lines = [];
    for (const [name, text, extension] of rows) {
      lines.push([
        name,
        text === undefined ? '' : `${text.length}`,
        text === undefined ? '' : ms(await evaluationTimes(text, site.url)),
        ms(await loadTimes(extension, site.url)),
      ]);
    }
    const head = ['', 'script, bytes', 'evaluation, ms', 'page to DOMContentLoaded, ms'];
    console.log(markdownTable(head, lines, 1));
  } finally {
    site.close();
    await rm(idle, { recursive: true });
  }
}

await main();
