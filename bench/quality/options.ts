import { parseArgs } from 'node:util';
import { LOOK_NAMES, type LookName } from '../../presenter/look';
import type { Size } from '../../src/shared/geometry';
import { ROWS, type Row, TIER_ROWS } from './rows';

export const USAGE = `npx tsx bench/quality.ts [options]
  --looks a,b      looks of the drawn presenter, or "none"; all by default
  --pairs DIR      pictures with masks: swaying before a drawn room, and as stills
  --sequence DIR   frames with mattes, 0001.jpg and 0001_matte.png; may be given more than once
  --rows a,b       ${ROWS.map(({ key }) => key).join(', ')}; all by default;
                   or ${TIER_ROWS.map(({ key }) => key).join(', ')}
  --frames N       consecutive frames of a sequence; 45 by default
  --size WxH       1280x720 by default
  --quick          640x360, 20 frames, 3 looks, unless said otherwise
  --verbose        a table of the single sequences, too
  --json FILE      writes all numbers
  --pictures DIR   writes sample frames`;

export type Options = {
  readonly looks: readonly LookName[];
  readonly pairs: string | undefined;
  readonly sequences: readonly string[];
  readonly rows: readonly Row[];
  readonly frames: number;
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
      pairs: { type: 'string' },
      sequence: { type: 'string', multiple: true, default: [] },
      rows: { type: 'string' },
      frames: { type: 'string' },
      size: { type: 'string' },
      quick: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      json: { type: 'string' },
      pictures: { type: 'string' },
    },
  });
  const { quick } = values;
  return {
    looks: values.looks === undefined ? (quick ? QUICK_LOOKS : LOOK_NAMES) : looksOf(values.looks),
    pairs: values.pairs,
    sequences: values.sequence,
    rows: values.rows === undefined ? ROWS : rowsOf(values.rows),
    frames: countOf(values.frames ?? (quick ? '20' : '45')),
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

function rowsOf(text: string): Row[] {
  return text.split(',').map((key) => {
    const row = [...ROWS, ...TIER_ROWS].find((each) => each.key === key);
    if (!row) throw new Error(`no row is named ${key}`);
    return row;
  });
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
