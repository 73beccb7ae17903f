/**
 * Milliseconds per inference of the engine of our own, in both builds, and of tasks-vision, at every tier; and from
 * nothing to the first mask. In workers of the built extension under its own CSP. The engines run in turns, so that
 * what else the machine does hits all.
 *
 *   npm run bench:engines [rounds]
 */
import { cp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build } from 'vite';
import { BUILT_EXTENSION, launchVeil } from '../e2e/fixtures/veil';
import { kernelsDefinition } from '../kernels/build';
import { frameTruth } from '../presenter/raster';
import { type InputClass, inputOf, variantFor } from '../src/shared/model-variants';
import { median, quantile } from '../src/shared/quantile';
import type { Candidate, Runs, Task } from './engines/protocol';
import { markdownTable } from './markdown';

const TIERS: readonly InputClass[] = ['low', 'medium', 'high', 'fine'];
/** The last is the one that the others are held against. */
const CANDIDATES: readonly Candidate[] = ['own, relaxed', 'own, plain', 'tasks-vision'];
const ROUNDS = Number(process.argv[2] ?? 100);
const STARTS = 5;

/** Adds the bench's page and worker to an unpacked extension. */
async function addPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: await kernelsDefinition(),
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'chrome140',
      assetsInlineLimit: 0,
      rollupOptions: {
        input: fileURLToPath(new URL('./engines/page.ts', import.meta.url)),
        output: { entryFileNames: 'engines.js' },
      },
    },
  });
  const html =
    '<!doctype html><meta charset="utf-8"><script type="module" src="/engines.js"></script>';
  await writeFile(join(folder, 'engines.html'), html);
}

async function withPage(extension: string, work: (page: Page) => Promise<void>): Promise<void> {
  const veil = await launchVeil({ extension });
  try {
    const { host } = new URL((await veil.background()).url());
    const page = await veil.context.newPage();
    await page.goto(`chrome-extension://${host}/engines.html`);
    await page.waitForFunction(() => 'timeStart' in window);
    await work(page);
  } finally {
    await veil.close();
  }
}

/** The drawn presenter at a tier's size. */
async function taskFor(tier: InputClass): Promise<Task> {
  const variant = variantFor({ width: 16, height: 9 }, tier);
  const { picture } = await frameTruth('mira', 10, inputOf(variant));
  return { variant, picture: Buffer.from(picture).toString('base64') };
}

async function printRuns(page: Page): Promise<void> {
  const lines: string[][] = [];
  for (const tier of TIERS) {
    const job = { ...(await taskFor(tier)), candidates: CANDIDATES, rounds: ROUNDS };
    const all = await page.evaluate((job) => window.timeRuns(job), job);
    const least = median(all[0]?.milliseconds ?? []);
    const cell = ({ milliseconds, apart }: Runs) => [
      `${median(milliseconds).toFixed(1)} (${quantile(milliseconds, 0.1).toFixed(1)})`,
      (median(milliseconds) / least).toFixed(2),
      `${apart}`,
    ];
    lines.push([job.variant, ...all.flatMap(cell)]);
  }
  const head = CANDIDATES.flatMap((name) => [`${name}, ms`, 'ratio', 'apart']);
  console.log(markdownTable(['variant', ...head], lines, 1));
  console.log(
    `\nMedian (10th percentile) of ${ROUNDS} runs in turns; against ${CANDIDATES[0]}; bytes' greatest distance from ${CANDIDATES.at(-1)}.\n`,
  );
}

async function printStarts(folder: string): Promise<void> {
  const task = await taskFor('high');
  const times = new Map(CANDIDATES.map((candidate) => [candidate, [] as number[]]));
  for (let round = 0; round < STARTS; round++)
    for (const [candidate, found] of times)
      await withPage(folder, async (page) => {
        const job = { ...task, candidate };
        found.push(await page.evaluate((job) => window.timeStart(job), job));
      });
  const lines = [...times].map(([candidate, found]) => [
    candidate,
    median(found).toFixed(0),
    `${Math.min(...found).toFixed(0)} to ${Math.max(...found).toFixed(0)}`,
  ]);
  console.log(markdownTable(['engine', 'first mask, ms', 'range'], lines, 1));
  console.log(`\n${task.variant}: a new browser and a new worker each, ${STARTS} times in turns.`);
}

const folder = join(tmpdir(), `veil-engines-${process.pid}`);
await cp(BUILT_EXTENSION, folder, { recursive: true });
try {
  await addPage(folder);
  await withPage(folder, printRuns);
  await printStarts(folder);
} finally {
  await rm(folder, { recursive: true });
}
