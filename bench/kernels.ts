/**
 * Times the loops over pixels in Node, as JavaScript and as WASM: `npm run bench:kernels`. Each kind
 * has a process of its own, or the compiler's findings about one would slow the other down; the two
 * take turns, so that what else the machine does is shared. `--cold` empties the processor's caches before
 * each stage, as in a call other work does.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';
import { buildModule, buildScalar } from '../kernels/build';
import { median } from '../src/shared/quantile';
import { scene } from './kernels/scene';
import { createStages } from './kernels/stages';

const SIZES = [
  { width: 640, height: 360 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];
const KINDS = ['javascript', 'wasm'] as const;
type Kind = (typeof KINDS)[number];

/** Processes per kind and size. */
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

async function measure(size: (typeof SIZES)[number], kind: Kind): Promise<Time[]> {
  const module =
    kind === 'wasm' ? new WebAssembly.Module(await buildModule('VEIL_KERNELS')) : undefined;
  Object.assign(globalThis, { VEIL_SCALAR_KERNELS: runInThisContext(await buildScalar()) });
  const shots = await scene(size, module);
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

/** Runs this file again for one kind and one size. */
function inProcess(size: number, kind: Kind): Time[] {
  const args = [...process.execArgv, fileURLToPath(import.meta.url), `${size}`, kind];
  if (COLD) args.push('--cold');
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Time[];
}

function printTable(index: number): void {
  const turns = Array.from({ length: TURNS }, () => KINDS.map((kind) => inProcess(index, kind)));
  const time = (way: number, stage: number) =>
    median(turns.map((both) => both[way]?.[stage]?.ms ?? Number.NaN));
  const { width, height } = SIZES[index] as (typeof SIZES)[number];
  console.log(`\n| ${width}x${height}, ms | JavaScript | WASM | |`);
  console.log('|---|---|---|---|');
  for (const [i, { name }] of (turns[0]?.[0] ?? []).entries()) {
    const [a, b] = [time(0, i), time(1, i)];
    console.log(`| ${name} | ${a.toFixed(2)} | ${b.toFixed(2)} | ${(a / b).toFixed(1)}x |`);
  }
}

const [index, kind] = process.argv.slice(2);
const size = SIZES[Number(index)];
if (size && kind) console.log(JSON.stringify(await measure(size, kind as Kind)));
else for (const i of SIZES.keys()) printTable(i);
