/**
 * `npm test`: all checks. `npm test -- --changed` runs what the change touches, against `main` or what follows
 * `--base`.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { changedFiles, readTestSources, selectSpecs } from './changed.ts';
import { missingForTests, sentenceOf } from './ready.ts';
import { ALL, type Step, stepsFor } from './steps.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const USAGE = `Usage: npm test -- [--changed [--base REF]] [--help]

  --changed    check only what a change touches: the files that differ from main
  --base REF   the files that differ from REF`;

function stepsOf(args: string[]): readonly Step[] | undefined {
  const { values } = parseArgs({
    args,
    options: {
      changed: { type: 'boolean', default: false },
      base: { type: 'string', default: 'main' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  if (!values.changed) return ALL;
  const files = changedFiles(ROOT, values.base);
  const selection = selectSpecs(files, readTestSources(ROOT));
  console.log(`Changed since ${values.base}: ${files.length} files.`);
  if (selection.kind === 'all') console.log(`All browser tests run: ${selection.because}.`);
  else console.log(`Browser tests: ${selection.specs.join(', ') || 'none'}.`);
  return stepsFor(selection, values.base);
}

/** The exit status of the first step that fails, else 0. */
function runSteps(steps: readonly Step[]): number {
  for (const [command = '', ...args] of steps) {
    const shell = process.platform === 'win32';
    const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell });
    if (status !== 0) return status ?? 1;
  }
  return 0;
}

try {
  const steps = stepsOf(process.argv.slice(2));
  if (!steps) console.log(USAGE);
  else {
    const missing = sentenceOf(missingForTests());
    if (missing) console.error(missing);
    process.exitCode = missing ? 2 : runSteps(steps);
  }
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  process.exitCode = 2;
}
