/**
 * Times the loops over pixels in Node, in TypeScript and in WASM: `npm run bench:kernels`. Each language
 * has a process of its own, or the compiler's findings about one would slow the other down; the two
 * take turns, so that what else the machine does is shared. `--cold` empties the processor's caches before
 * each stage, as in a call other work does.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildModule } from '../kernels/build';
import { median } from '../src/shared/quantile';
import { scene } from './kernels/scene';
import { createStages } from './kernels/stages';

const SIZES = [
  { width: 640, height: 360 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];
const LANGUAGES = ['typescript', 'wasm'] as const;
type Language = (typeof LANGUAGES)[number];

/** Processes per language and size. */
const TURNS = 3;
/** Rounds in each, and those before them in which the engine compiles the loops. */
const ROUNDS = 30;
const WARM_UP = 12;

/** More bytes than caches hold, each line of which is written before a stage. */
const COLD = process.argv.includes('--cold') ? new Uint8Array(2 ** 26) : undefined;
const CACHE_LINE = 64;

function emptyCaches(): void {
  if (COLD) for (let i = 0; i < COLD.length; i += CACHE_LINE) COLD[i] = i / CACHE_LINE;
}

/** Median milliseconds of a stage. */
type Time = { readonly name: string; readonly ms: number };

async function measure(size: (typeof SIZES)[number], language: Language): Promise<Time[]> {
  const module =
    language === 'wasm' ? new WebAssembly.Module(await buildModule('VEIL_KERNELS')) : undefined;
  const shots = await scene(size);
  const stages = createStages(size, shots, module);
  const times = stages.map(() => [] as number[]);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [i, { run }] of stages.entries()) {
      emptyCaches();
      const start = performance.now();
      run((round + WARM_UP) % shots.length);
      if (round >= 0) times[i]?.push(performance.now() - start);
    }
  }
  return stages.map(({ name }, i) => ({ name, ms: median(times[i] ?? []) }));
}

/** Runs this file again for one language and one size. */
function inProcess(size: number, language: Language): Time[] {
  const args = [...process.execArgv, fileURLToPath(import.meta.url), `${size}`, language];
  if (COLD) args.push('--cold');
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Time[];
}

function printTable(index: number): void {
  const turns = Array.from({ length: TURNS }, () =>
    LANGUAGES.map((language) => inProcess(index, language)),
  );
  const time = (way: number, stage: number) =>
    median(turns.map((both) => both[way]?.[stage]?.ms ?? Number.NaN));
  const { width, height } = SIZES[index] as (typeof SIZES)[number];
  console.log(`\n| ${width}x${height}, ms | TypeScript | WASM | |`);
  console.log('|---|---|---|---|');
  for (const [i, { name }] of (turns[0]?.[0] ?? []).entries()) {
    const [a, b] = [time(0, i), time(1, i)];
    console.log(`| ${name} | ${a.toFixed(2)} | ${b.toFixed(2)} | ${(a / b).toFixed(1)}x |`);
  }
}

const [index, language] = process.argv.slice(2);
const size = SIZES[Number(index)];
if (size && language) console.log(JSON.stringify(await measure(size, language as Language)));
else for (const i of SIZES.keys()) printTable(i);
