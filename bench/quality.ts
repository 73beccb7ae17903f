/** The quality bench: how well the product's own code cuts people out, in numbers. */
import { writeFile } from 'node:fs/promises';
import { adversarySequences } from './quality/adversaries';
import { callSequences } from './quality/calls';
import { type Harness, openHarness } from './quality/harness';
import { type GroupName, type Options, parseOptions, USAGE } from './quality/options';
import { writeSample } from './quality/pictures';
import { type Floor, measureFloor, type Outcome, type Prepared, runSequence } from './quality/run';
import type { Group, Sequence } from './quality/sequence';
import {
  folderSequences,
  presenterSequence,
  stillSequences,
  swayingSequences,
} from './quality/sequences';
import { severalSequences } from './quality/several';
import { sequenceTable, summaryTable } from './quality/table';
import { thingSequences } from './quality/things';
import { truthsOf } from './quality/truth';

/** Each group's title, and how its sequences are made. */
const GROUPS: Readonly<Record<GroupName, { title: string; make: (options: Options) => Made }>> = {
  presenter: {
    title: 'Drawn presenter',
    make: async ({ looks, size, frames }) =>
      looks.map((look) => presenterSequence(look, size, frames)),
  },
  calls: {
    title: 'Calls',
    make: eachFolder((folder, { size, frames }) => callSequences(folder, size, frames)),
  },
  adversaries: {
    title: 'Adversaries',
    make: eachFolder((folder, { size, frames }) => adversarySequences(folder, size, frames)),
  },
  several: {
    title: 'Several people',
    make: eachFolder((folder, { size, frames }) => severalSequences(folder, size, frames)),
  },
  things: {
    title: 'Things in hands',
    make: eachFolder((folder, { size, frames }) => thingSequences(folder, size, frames)),
  },
  swaying: {
    title: 'Swaying photos',
    make: eachFolder((folder, { size, frames }) => swayingSequences(folder, size, frames)),
  },
  stills: {
    title: 'Still photos',
    make: eachFolder((folder, { size }) => stillSequences(folder, size.height)),
  },
  given: {
    title: 'Given sequences',
    make: async ({ sequences, frames }) =>
      (await Promise.all(sequences.map((folder) => folderSequences(folder, frames)))).flat(),
  },
};

type Made = Promise<Sequence[]>;

/** The sequences of all folders of photos. */
function eachFolder(make: (folder: string, options: Options) => Made) {
  return async (options: Options): Made =>
    (await Promise.all(options.pairs.map((folder) => make(folder, options)))).flat();
}

async function groupsOf(options: Options): Promise<Group[]> {
  const groups = await Promise.all(
    options.groups.map(async (name) => {
      const { title, make } = GROUPS[name];
      return kindsOf(title, await make(options));
    }),
  );
  return groups.flat();
}

/** A group for each kind among them. */
function kindsOf(title: string, sequences: readonly Sequence[]): Group[] {
  return [...new Set(sequences.map(({ kind }) => kind))].map((kind) => ({
    title: kind ? `${title}: ${kind}` : title,
    sequences: sequences.filter((sequence) => sequence.kind === kind),
  }));
}

type GroupResult = {
  readonly title: string;
  readonly outcomes: readonly Outcome[];
  readonly floor: Floor | undefined;
};

async function runGroup(
  harness: Harness | undefined,
  group: Group,
  options: Options,
): Promise<GroupResult> {
  const outcomes: Outcome[] = [];
  let floor: Floor | undefined;
  for (const [index, sequence] of group.sequences.entries()) {
    const frames = await sequence.make();
    const id = `${group.title} ${index}`;
    const truths = truthsOf(frames.mattes, sequence.size, frames.things);
    const skip = Math.min(options.skip, Math.max(0, truths.length - 2));
    const prepared = { id, sequence, frames, truths, skip };
    const [firstRow] = options.rows;
    if (harness && index === 0 && firstRow) floor = await measureFloor(harness, prepared, firstRow);
    for (const row of options.rows) {
      const { witness, written } = sampler(prepared, `${group.title} ${sequence.name}`, row.key);
      outcomes.push(await runSequence(harness, prepared, row, witness));
      await written(options.pictures);
    }
    console.error(`${group.title}: ${sequence.name} (${index + 1} of ${group.sequences.length})`);
  }
  return { title: group.title, outcomes, floor };
}

/** Keeps the frame in the middle of the sequence. */
function sampler({ sequence, frames, skip }: Prepared, name: string, row: string) {
  const middle = (skip + frames.pictures.length) >> 1;
  let kept: { readonly output: Uint8Array; readonly alpha: Float32Array } | undefined;
  return {
    witness: (frame: number, output: Uint8Array, alpha: Float32Array) => {
      if (frame === middle) kept = { output, alpha };
    },
    written: async (folder: string | undefined) => {
      const [input, matte] = [frames.pictures[middle], frames.mattes[middle]];
      if (!folder || !kept || !input || !matte) return;
      await writeSample(folder, `${name} ${row}`, { size: sequence.size, input, matte, ...kept });
    },
  };
}

function report({ title, outcomes, floor }: GroupResult, { rows, verbose }: Options): string {
  const parts = [`## ${title}`, summaryTable(rows, outcomes)];
  if (verbose) parts.push(sequenceTable(rows, outcomes));
  if (floor)
    parts.push(
      `With the effect \`none\`: drift ${floor.drift.toFixed(2)}, at most ${floor.most} codes at any pixel.`,
    );
  return parts.join('\n\n');
}

async function main(options: Options): Promise<void> {
  const started = performance.now();
  const groups = await groupsOf(options);
  const harness = options.bare ? undefined : await openHarness();
  try {
    const results: GroupResult[] = [];
    for (const group of groups) {
      const result = await runGroup(harness, group, options);
      results.push(result);
      console.log(`${report(result, options)}\n`);
    }
    const { size, frames } = options;
    if (options.json)
      await writeFile(
        options.json,
        `${JSON.stringify({ size, frames, groups: results }, null, 2)}\n`,
      );
  } finally {
    await harness?.close();
  }
  console.error(`${Math.round((performance.now() - started) / 1000)} s`);
}

let options: Options | undefined;
try {
  options = parseOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  process.exitCode = 2;
}
if (options) await main(options);
