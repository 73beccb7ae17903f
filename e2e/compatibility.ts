/**
 * Runs the specs of what sites meet, and writes `docs/compatibility.md` from what came of them:
 * `npm run compatibility`. With `--report FILE`, from a JSON report of Playwright instead.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureChromium } from './fixtures/chromium';

const PAGE = fileURLToPath(new URL('../docs/compatibility.md', import.meta.url));

/** The sections of the page; what is missing here is not part of it. */
const SECTIONS: Record<string, string> = {
  'manners.spec.ts': 'Manners of the track',
  'clones.spec.ts': 'Clones',
  'refusals.spec.ts': 'Refusals, and what is left alone',
  'consumers.spec.ts': 'Everything that takes a track',
  'every-entrance.spec.ts': 'Entrances',
  'documents.spec.ts': 'Documents',
  'prerender.spec.ts': 'Pages rendered beforehand',
  'entrances.spec.ts': 'Entrances, and what goes wrong there',
  'pages.spec.ts': 'Whole calls',
  'many-at-once.spec.ts': 'Many at once',
  'shared-camera.spec.ts': 'Tracks of one camera',
  'mid-call.spec.ts': 'Changes in mid-call',
  'shapes.spec.ts': 'Sizes and shapes',
  'unusual-pages.spec.ts': 'Hostile and unusual pages',
  'page-tax.spec.ts': 'Pages without a camera',
};

type Result = {
  readonly status: string;
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
};
type Spec = {
  readonly title: string;
  readonly tests: readonly { readonly results: readonly Result[] }[];
};
type Suite = {
  readonly file: string;
  readonly title: string;
  readonly specs: readonly Spec[];
  readonly suites?: readonly Suite[];
};
type Report = { readonly suites: readonly Suite[] };

/** Situation, without Veil, with Veil. */
type Row = readonly [string, string, string];

function rowsOf(spec: Spec): Row[] {
  const result = spec.tests.at(-1)?.results.at(-1);
  if (!result || result.status === 'skipped') return [[spec.title, '', 'not tried']];
  if (result.status !== 'passed') return [[spec.title, '', '**differs**']];
  const notes = result.annotations.filter(({ type }) => type === 'situation');
  if (notes.length === 0) return [[spec.title, '', 'holds']];
  return notes.map(({ description = '[]' }) => JSON.parse(description) as Row);
}

function allRows({ specs, suites = [] }: Suite): Row[] {
  return [...specs.flatMap(rowsOf), ...suites.flatMap(allRows)];
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

function pageOf({ suites }: Report, browser: string): string {
  const sections = Object.entries(SECTIONS).flatMap(([file, title]) => {
    const rows = suites.filter((suite) => suite.file === file).flatMap(allRows);
    if (rows.length === 0) return [];
    const lines = rows.map((row) => `| ${row.map(cell).join(' | ')} |`);
    return [
      `## ${title}\n\n| situation | without Veil | with Veil |\n| --- | --- | --- |\n${lines.join('\n')}\n`,
    ];
  });
  return `# Compatibility

What sites meet in ${browser}, headless, with the built extension and an effect on. Written by
\`npm run compatibility\` from the results of the tests in \`e2e\`; not by hand.

*processed*: every frame since the first was looked at, none was raw, and the person was shown. *holds*:
the test of that name has passed, which compares with the native answer where there is one.

${sections.join('\n')}`;
}

function runSpecs(): string {
  const report = join(tmpdir(), `veil-compatibility-${process.pid}.json`);
  const files = Object.keys(SECTIONS).map((file) => `e2e/${file}`);
  spawnSync('npx', ['playwright', 'test', ...files, '--reporter=list,json'], {
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return report;
}

const { values } = parseArgs({ options: { report: { type: 'string' } } });
const report = JSON.parse(readFileSync(values.report ?? runSpecs(), 'utf8')) as Report;
const version = execFileSync(ensureChromium(), ['--version'], { encoding: 'utf8' });
const browser = /Chrom\w+ \d+/.exec(version)?.[0] ?? version.trim();
writeFileSync(PAGE, pageOf(report, browser));
