/** Which functions take the time: a CPU profile of a call's frame loop and of its segmenter. */
import { markdownTable } from '../markdown';
import { type ChromiumCall, openCalls } from './calls';
import type { CameraFiles } from './camera-files';
import type { Options } from './options';
import { titlesOf } from './rows';
import { type Target, targetsOf } from './targets';

/** A profile as the DevTools protocol has it: nodes of the call tree, and which ran when. */
export type CpuProfile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly scriptId: string;
      readonly url: string;
      /** From 0; less for what is not in a script. */
      readonly lineNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  /** Microseconds from the sample before to each. */
  readonly timeDeltas: readonly number[];
};

/** Text of a target's scripts, by their id. */
export type Sources = ReadonlyMap<string, string>;

export type Hot = {
  readonly name: string;
  /** Time that it ran itself, ms. */
  readonly time: number;
};

const RATE = 30;
const SETTLE_MS = 3000;
const SHOWN = 24;
const SAMPLE_US = 200;
/** What the bundler writes above the text of each file. */
const FILE_NOTE = /^\s*\/\/(?:#region)? (?:\S*\/)?([\w.-]+\.[jt]sx?)$/;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Functions by the time that they ran themselves, the greatest first. */
export function hottest(profile: CpuProfile, sources: Sources): Hot[] {
  const { nodes, samples, timeDeltas } = profile;
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame, sources)]));
  const times = new Map<string, number>();
  samples.forEach((id, i) => {
    const name = names.get(id) ?? 'unknown';
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[i + 1] ?? 0) / 1000);
  });
  return [...times].map(([name, time]) => ({ name, time })).toSorted((a, b) => b.time - a.time);
}

/** A function's name and its source file, which the bundler notes above what it takes from each. */
function nameOf(
  { functionName, scriptId, lineNumber }: CpuProfile['nodes'][number]['callFrame'],
  sources: Sources,
): string {
  const above = sources
    .get(scriptId)
    ?.split('\n')
    .slice(0, lineNumber + 1);
  const file = above?.map((line) => FILE_NOTE.exec(line)?.[1]).findLast(Boolean);
  const name = functionName || (lineNumber < 0 ? 'native' : above?.at(-1)?.trim().slice(0, 60));
  return file ? `${file}: ${name}` : (name ?? 'unknown');
}

/** Prints the hottest functions of every row that has Veil. */
export async function printProfile(options: Options, cameras: CameraFiles): Promise<void> {
  const calls = await openCalls(options, cameras);
  try {
    for (const row of options.rows.filter(({ setup }) => setup)) {
      const { frames, profiles } = await calls.withCall(row, RATE, (call) =>
        profileCall(call, options.seconds),
      );
      console.log(`\n# ${titlesOf(row).join(' ')}, ${frames} frames`);
      for (const { name, functions } of profiles) printHottest(name, functions, frames);
    }
  } finally {
    calls.close();
  }
}

async function profileCall({ page, url, request }: ChromiumCall, seconds: number) {
  await page.goto(url);
  await page.evaluate((asked) => window.bench.start(asked), request);
  await sleep(SETTLE_MS);
  const targets = await targetsOf(page);
  await page.evaluate(() => window.bench.begin(false));
  const profiles = await profileTargets(targets, seconds);
  const { frames } = await page.evaluate(() => window.bench.end());
  return { frames, profiles };
}

type Profiled = { readonly name: string; readonly functions: readonly Hot[] };

async function profileTargets(targets: readonly Target[], seconds: number): Promise<Profiled[]> {
  for (const { send } of targets) {
    await send('Profiler.enable');
    await send('Profiler.setSamplingInterval', { interval: SAMPLE_US });
    await send('Profiler.start');
  }
  await sleep(1000 * seconds);
  const stopped: (Target & { profile: CpuProfile })[] = [];
  for (const target of targets) {
    const { profile } = (await target.send('Profiler.stop')) as { profile: CpuProfile };
    stopped.push({ ...target, profile });
  }
  const profiled: Profiled[] = [];
  for (const { name, profile, send } of stopped) {
    const functions = hottest(profile, await sourcesOf(profile, send));
    profiled.push({ name, functions });
  }
  return profiled;
}

async function sourcesOf({ nodes }: CpuProfile, send: Target['send']): Promise<Sources> {
  await send('Debugger.enable');
  const scripts = nodes
    .map(({ callFrame }) => callFrame)
    .filter(({ scriptId, url }) => Number(scriptId) > 0 && !url.startsWith('wasm:'));
  const ids = new Set(scripts.map(({ scriptId }) => scriptId));
  const sources = new Map<string, string>();
  for (const scriptId of ids) {
    const answer = (await send('Debugger.getScriptSource', { scriptId })) as {
      scriptSource: string;
    };
    sources.set(scriptId, answer.scriptSource);
  }
  return sources;
}

function printHottest(target: string, functions: readonly Hot[], frames: number): void {
  const cells = functions
    .slice(0, SHOWN)
    .map(({ name, time }) => [name, (time / frames).toFixed(2)]);
  console.log(`\n${target}\n\n${markdownTable(['function', 'ms/frame'], cells, 1)}`);
}
