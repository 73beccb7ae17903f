/** Times the loops over pixels in Node, in TypeScript and in WASM: `npm run bench:kernels`. */
import { buildKernels } from '../kernels/build';
import { type Shot, scene } from './kernels/scene';
import { createStages, type Stage } from './kernels/stages';

const SIZES = [
  { width: 640, height: 360 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];
/** Rounds, and those before them in which the engine compiles the loops. */
const ROUNDS = 60;
const WARM_UP = 12;

/** Median milliseconds of each stage; the two take turns, so that what else the machine does is shared. */
function measure(both: readonly (readonly Stage[])[], shots: readonly Shot[]): number[][] {
  const times = both.map((stages) => stages.map(() => [] as number[]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [way, stages] of both.entries()) {
      for (const [i, { run }] of stages.entries()) {
        const start = performance.now();
        run((round + WARM_UP) % shots.length);
        if (round >= 0) times[way]?.[i]?.push(performance.now() - start);
      }
    }
  }
  return times.map((stages) => stages.map(median));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const module = new WebAssembly.Module(await buildKernels());
for (const size of SIZES) {
  const shots = await scene(size);
  const both = [createStages(size, shots), createStages(size, shots, module)];
  const [plain = [], kernel = []] = measure(both, shots);
  console.log(`\n| ${size.width}x${size.height}, ms | TypeScript | WASM | |`);
  console.log('|---|---|---|---|');
  for (const [i, { name }] of (both[0] ?? []).entries()) {
    const [a, b] = [plain[i] as number, kernel[i] as number];
    console.log(`| ${name} | ${a.toFixed(2)} | ${b.toFixed(2)} | ${(a / b).toFixed(1)}x |`);
  }
}
