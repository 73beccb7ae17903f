/** The performance bench: what the built extension costs a real browser in a call. */
import { writeFile } from 'node:fs/promises';
import { BUILT_ADDON } from '../e2e/fixtures/firefox/veil';
import { BUILT_EXTENSION } from '../e2e/fixtures/veil';
import { archiveOf, filesIn } from '../package/archive';
import { extensionWith } from './performance/builds';
import { type CameraFiles, openCameraFiles } from './performance/camera-files';
import { type Figures, figuresOf, type Visits } from './performance/figures';
import { type Options, parseOptions, USAGE } from './performance/options';
import { phaseTable } from './performance/phases';
import { printProfile } from './performance/profile';
import { type Row, titlesOf } from './performance/rows';
import { openBench, RATES, type Visit, variantAsked } from './performance/run';
import { SEEDS } from './performance/seeds';
import { printStarts } from './performance/starts';
import { resultTable } from './performance/table';

/** Cores kept busy by others that spoil a measurement. */
const BUSY = 0.15;

type Measured = { readonly row: Row; readonly visits: Visits[] };

async function measureRows(options: Options, cameras: CameraFiles): Promise<Measured[]> {
  const bench = await openBench(options, cameras);
  const measured = options.rows.map((row): Measured => ({ row, visits: [] }));
  try {
    // Round after round: what slows the machine for a while, slows all rows.
    for (let round = 1; round <= options.rounds; round++) {
      for (const { row, visits } of measured) {
        const visit: Visits = {};
        for (const rate of options.throttle === undefined && !options.firefox
          ? RATES
          : RATES.slice(0, 1)) {
          visit[rate] = await bench.visit(row, rate);
          warn(row, visit[rate]);
        }
        visits.push(visit);
        console.error(`${round}/${options.rounds} ${nameOf(row)}`);
      }
    }
  } finally {
    bench.close();
  }
  return measured;
}

const nameOf = (row: Row) => titlesOf(row).filter(Boolean).join(' ');

/** Says what makes a measurement worth less. */
function warn(row: Row, { others, variant, span }: Visit): void {
  const name = nameOf(row);
  if (others > BUSY) console.error(`${name}: others kept ${others.toFixed(2)} cores busy`);
  const asked = variantAsked(row);
  if (asked && variant !== asked) console.error(`${name}: ran ${variant}, not ${asked}`);
  if (!row.setup && !row.recipe && span.cameraFrames < 25 * span.seconds)
    console.error(`${name}: the camera itself gave ${Math.round(span.frames / span.seconds)} fps`);
}

/** Figures of each round, over the floor of the same size in that round. */
function figuresOfRow({ row, visits }: Measured, all: readonly Measured[]): Figures[] {
  const floor = all.find(
    (other) => !other.row.setup && !other.row.recipe && other.row.size === row.size,
  );
  return visits.map((visit, round) =>
    figuresOf(visit, row === floor?.row ? undefined : floor?.visits[round]),
  );
}

async function main(options: Options): Promise<void> {
  const cameras = await openCameraFiles(options.camera);
  try {
    if (options.start) return await printStarts(options, cameras);
    if (options.profile) return await printProfile(options, cameras);
    for (const { setup } of options.rows) if (setup && !options.firefox) await extensionWith(setup);
    const measured = await measureRows(options, cameras);
    const results = measured.map((each) => ({
      row: each.row,
      rounds: figuresOfRow(each, measured),
    }));
    const shipped = options.firefox ? BUILT_ADDON : BUILT_EXTENSION;
    const zipped = archiveOf(shipped, filesIn(shipped)).length;
    console.log(resultTable(results));
    console.log(`\nPackage, zipped: ${(zipped / 1e6).toFixed(2)} MB (goal: ≤ 4.5 MB)`);
    const phases = measured.map(({ row, visits }) => ({
      title: nameOf(row),
      phases: visits.at(-1)?.[30]?.phases ?? {},
    }));
    console.log(phaseTable(phases));
    console.log(SEEDS);
    if (options.json)
      await writeFile(options.json, `${JSON.stringify({ zipped, measured, results }, null, 2)}\n`);
  } finally {
    await cameras.close();
  }
}

let options: Options | undefined;
try {
  options = parseOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  process.exitCode = 2;
}
if (options) await main(options);
