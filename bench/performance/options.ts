import { parseArgs } from 'node:util';
import { PHASE_NAMES } from '../../src/shared/status';
import { COMPOSITORS, EFFECTS, type EffectName, type Row, rowsOf, SIZES, TIERS } from './rows';

export const USAGE = `npm run bench -- [options]
  --all              every compositor, tier, effect and size
  --sizes a,b        ${SIZES.map(({ width, height }) => `${width}x${height}`).join(', ')}; all by default
  --compositors a,b  ${COMPOSITORS.join(', ')}; planes by default
  --tiers a,b        auto, ${TIERS.join(', ')}; high by default
  --effects a,b      ${Object.keys(EFFECTS).join(', ')}; image by default, and all at 1280x720
  --rounds N         how often every row is measured; 3 by default
  --seconds N        how long, with each camera; 5 by default
  --camera FILE      a clip of concatenated JPEGs, scaled to the sizes; the drawn presenter by default
  --csp              the page's policy forbids workers: Veil runs on its main thread
  --memory           growth of memory over a minute, too
  --recipe           a row for each size, too, in which the page follows the usual recipe, without Veil
  --second           what a second track of the camera takes, of what the first does, too
  --without a,b      ${PHASE_NAMES.join(', ')}: a row for each, too, in which this phase does nothing
  --throttle SHARE   the browser gets this share of one core, such as 0.25
  --profile          instead of the table, the functions that take most time
  --start            instead of the table, when the site has its stream, a frame, and the person in one
  --busy N           with --start: so many other processes compute meanwhile
  --firefox          in Firefox, as far as it tells
  --json FILE        writes all numbers`;

export type Options = {
  readonly rows: readonly Row[];
  readonly rounds: number;
  readonly seconds: number;
  readonly camera: string | undefined;
  readonly csp: boolean;
  readonly memory: boolean;
  /** Measure with a second track of the camera, too. */
  readonly second: boolean;
  /** Share of one core. */
  readonly throttle: number | undefined;
  readonly profile: boolean;
  /** How calls start, in both browsers. */
  readonly start: boolean;
  /** Processes that compute beside it. */
  readonly busy: number;
  readonly firefox: boolean;
  readonly json: string | undefined;
};

/** Reads the command line; throws an Error that says what is wrong. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      all: { type: 'boolean', default: false },
      sizes: { type: 'string' },
      compositors: { type: 'string' },
      tiers: { type: 'string' },
      effects: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '5' },
      camera: { type: 'string' },
      csp: { type: 'boolean', default: false },
      memory: { type: 'boolean', default: false },
      recipe: { type: 'boolean', default: false },
      second: { type: 'boolean', default: false },
      without: { type: 'string' },
      throttle: { type: 'string' },
      profile: { type: 'boolean', default: false },
      start: { type: 'boolean', default: false },
      busy: { type: 'string' },
      firefox: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const { all, throttle, profile, firefox } = values;
  const short = throttle !== undefined || profile ? ['1280x720'] : undefined;
  const effects = Object.keys(EFFECTS) as EffectName[];
  const sizes = new Map(SIZES.map((size) => [`${size.width}x${size.height}`, size]));
  if (values.recipe && firefox)
    throw new Error('the recipe needs track streams: not with --firefox');
  if (values.without && firefox) throw new Error('phases are left out in Chromium only');
  const rows = rowsOf({
    recipe: values.recipe,
    without: chosen('phase', PHASE_NAMES, values.without, []),
    sizes: chosen(
      'size',
      [...sizes.keys()],
      values.sizes,
      short ?? [...sizes.keys()].slice(0, firefox ? 2 : undefined),
    ).flatMap((name) => sizes.get(name) ?? []),
    compositors: chosen(
      'compositor',
      COMPOSITORS,
      values.compositors,
      all ? COMPOSITORS : ['planes'],
    ),
    tiers: chosen(
      'tier',
      ['auto', ...TIERS],
      values.tiers,
      all ? TIERS : [short ? 'auto' : 'high'],
    ),
    effects:
      values.effects === undefined && !all && !short
        ? undefined
        : chosen('effect', effects, values.effects, all ? effects : profile ? ['blur'] : ['image']),
  });
  return {
    rows,
    rounds: positive('rounds', values.rounds),
    seconds: positive('seconds', values.seconds),
    camera: values.camera,
    csp: values.csp,
    memory: values.memory,
    second: values.second,
    throttle: throttle === undefined ? undefined : positive('throttle', throttle),
    profile,
    start: values.start,
    busy: values.busy === undefined ? 0 : positive('busy', values.busy),
    firefox,
    json: values.json,
  };
}

function chosen<Name extends string>(
  what: string,
  all: readonly Name[],
  text: string | undefined,
  otherwise: readonly Name[],
): readonly Name[] {
  if (text === undefined) return otherwise;
  return text.split(',').map((name) => {
    const found = all.find((each) => each === name);
    if (!found) throw new Error(`no ${what} is named ${name}: ${all.join(', ')}`);
    return found;
  });
}

function positive(what: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`not a number for ${what}: ${text}`);
  return value;
}
