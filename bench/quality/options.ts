import { parseArgs } from 'node:util';
import { LOOK_NAMES, type LookName } from '../../presenter/look';
import type { Size } from '../../src/shared/geometry';
import { DEFAULT_TIER, isTier, type Tier } from '../../src/shared/tiers';
import { ROWS, type Row, TIER_ROWS } from './rows';

/** Sequences that are judged together, see README.md. */
export const GROUP_NAMES = [
  'presenter',
  'calls',
  'adversaries',
  'several',
  'things',
  'swaying',
  'stills',
  'given',
] as const;
export type GroupName = (typeof GROUP_NAMES)[number];

export const USAGE = `npx tsx bench/quality.ts [options]
  --looks a,b      looks of the drawn presenter, or "none"; all by default
  --pairs DIR      pictures with masks: like a call, with adversaries, several, things in hands, swaying before a drawn
                   room, and as stills; may be given more than once
  --groups a,b     ${GROUP_NAMES.join(', ')}; all by default
  --sequence DIR   frames with mattes, 0001.jpg and 0001_matte.png; may be given more than once
  --rows a,b       ${ROWS.map(({ key }) => key).join(', ')}; all by default;
                   or ${TIER_ROWS.map(({ key }) => key).join(', ')}
  --tier T         the tier of the other rows; ${DEFAULT_TIER} by default
  --frames N       consecutive frames of a sequence; 45 by default
  --skip N         of these, frames at the start that are shown and not measured; 0 by default
  --size WxH       1280x720 by default
  --quick          640x360, 20 frames, 3 looks, unless said otherwise
  --bare           without a browser: mask and matte alone, no colours and no times
  --verbose        a table of the single sequences, too
  --json FILE      writes all numbers
  --pictures DIR   writes sample frames`;

export type Options = {
  readonly looks: readonly LookName[];
  readonly pairs: readonly string[];
  readonly groups: readonly GroupName[];
  readonly sequences: readonly string[];
  readonly rows: readonly Row[];
  readonly frames: number;
  readonly skip: number;
  readonly bare: boolean;
  readonly size: Size;
  readonly verbose: boolean;
  readonly json: string | undefined;
  readonly pictures: string | undefined;
};

const QUICK_LOOKS = LOOK_NAMES.slice(0, 3);

/** Reads the command line; throws an Error that says what is wrong. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      looks: { type: 'string' },
      pairs: { type: 'string', multiple: true, default: [] },
      groups: { type: 'string' },
      sequence: { type: 'string', multiple: true, default: [] },
      rows: { type: 'string' },
      tier: { type: 'string', default: DEFAULT_TIER },
      frames: { type: 'string' },
      skip: { type: 'string', default: '0' },
      bare: { type: 'boolean', default: false },
      size: { type: 'string' },
      quick: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      json: { type: 'string' },
      pictures: { type: 'string' },
    },
  });
  const { quick } = values;
  const frames = countOf(values.frames ?? (quick ? '20' : '45'));
  return {
    looks: values.looks === undefined ? (quick ? QUICK_LOOKS : LOOK_NAMES) : looksOf(values.looks),
    pairs: values.pairs,
    groups: values.groups === undefined ? GROUP_NAMES : groupsOf(values.groups),
    sequences: values.sequence,
    rows: rowsOf(values.rows, values.tier),
    frames,
    skip: skipOf(values.skip, frames),
    bare: values.bare,
    size: sizeOf(values.size ?? (quick ? '640x360' : '1280x720')),
    verbose: values.verbose,
    json: values.json,
    pictures: values.pictures,
  };
}

function looksOf(text: string): LookName[] {
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    const look = LOOK_NAMES.find((each) => each === name);
    if (!look) throw new Error(`no look is named ${name}: ${LOOK_NAMES.join(', ')}`);
    return look;
  });
}

function rowsOf(text: string | undefined, name: string): Row[] {
  const tier = tierOf(name);
  const rows = ROWS.map((row) => ({ ...row, tier }));
  if (text === undefined) return rows;
  return text.split(',').map((key) => {
    const row = [...rows, ...TIER_ROWS].find((each) => each.key === key);
    if (!row) throw new Error(`no row is named ${key}`);
    return row;
  });
}

function tierOf(name: string): Tier {
  if (!isTier(name)) throw new Error(`no tier is named ${name}`);
  return name;
}

function groupsOf(text: string): GroupName[] {
  return text.split(',').map((name) => {
    const group = GROUP_NAMES.find((each) => each === name);
    if (!group) throw new Error(`no group is named ${name}: ${GROUP_NAMES.join(', ')}`);
    return group;
  });
}

/** Two frames are left at least: flicker is what lies between them. */
function skipOf(text: string, frames: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || count > frames - 2)
    throw new Error(`not a number of frames to skip, of ${frames}: ${text}`);
  return count;
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 2) throw new Error(`not a number of frames: ${text}`);
  return count;
}

function sizeOf(text: string): Size {
  const [width = 0, height = 0] = text.split('x').map(Number);
  const fits = [width, height].every((side) => Number.isInteger(side) && side >= 64);
  if (!fits) throw new Error(`not a size: ${text}; write it like 1280x720`);
  return { width, height };
}
