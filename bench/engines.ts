/**
 * Milliseconds per inference of both engines, at every tier, in a worker of the built extension under
 * its own CSP. The engines run in turns, so that what else the machine does hits both.
 *
 *   npm run build && npm run bench:engines [rounds]
 */
import { cp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { BUILT_EXTENSION, launchVeil } from '../e2e/fixtures/veil';
import { ENGINE_NAMES } from '../src/shared/engine-name';
import { type InputClass, variantFor } from '../src/shared/model-variants';
import { median } from '../src/shared/quantile';
import type { EngineTimes, VariantTimes } from './engines/protocol';

const TIERS: readonly InputClass[] = ['low', 'medium', 'high', 'top'];
const ROUNDS = Number(process.argv[2] ?? 60);

/** Adds the bench's page and worker to an unpacked extension. */
async function addPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
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

async function measure(extension: string): Promise<VariantTimes[]> {
  const veil = await launchVeil({ extension });
  try {
    const { host } = new URL((await veil.background()).url());
    const page = await veil.context.newPage();
    await page.goto(`chrome-extension://${host}/engines.html`);
    await page.waitForFunction(() => 'timeEngines' in window);
    const variants = TIERS.map((tier) => variantFor({ width: 16, height: 9 }, tier));
    return await page.evaluate((job) => window.timeEngines(job), { variants, rounds: ROUNDS });
  } finally {
    await veil.close();
  }
}

function table(all: readonly VariantTimes[]): string {
  const middle = ({ runs }: EngineTimes) => median(runs);
  const cells = (times: EngineTimes) => [
    `${middle(times).toFixed(1)} (${Math.min(...times.runs).toFixed(1)} to ${Math.max(...times.runs).toFixed(1)})`,
    times.load.toFixed(0),
  ];
  const head = ['variant', ...ENGINE_NAMES.flatMap((name) => [`${name}, ms`, 'load, ms']), 'ratio'];
  const rows = all.map(({ variant, engines }) => [
    variant,
    ...ENGINE_NAMES.flatMap((name) => cells(engines[name])),
    (middle(engines.litert) / middle(engines['tasks-vision'])).toFixed(2),
  ]);
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const folder = join(tmpdir(), `veil-engines-${process.pid}`);
await cp(BUILT_EXTENSION, folder, { recursive: true });
try {
  await addPage(folder);
  console.log(table(await measure(folder)));
} finally {
  await rm(folder, { recursive: true });
}
