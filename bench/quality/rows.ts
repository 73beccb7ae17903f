import { ALL_SWITCHES, type RefineSwitches } from '../../src/mask/refine-switches';
import { DEFAULT_TIER, TIERS, type Tier } from '../../src/shared/tiers';

/** One line of the table: the product with some of its switches, or with another tier. */
export type Row = {
  readonly key: string;
  readonly title: string;
  readonly switches: RefineSwitches;
  readonly tier: Tier;
  /** Where masks come from: the network, or the truth at the size of the network's masks. */
  readonly masks: 'network' | 'truth';
};

type Switch = keyof RefineSwitches;

/** The rows in their order, and the stages that each adds to the row before, up to the product as it is. */
const STEPS: readonly (readonly [key: string, title: string, ...added: Switch[]])[] = [
  ['raw', 'raw mask'],
  ['guided', '+ guided', 'guided'],
  ['noise', '+ noise', 'noise'],
  ['cleanup', '+ cleanup', 'cleanup', 'arches'],
  ['temporal', '+ temporal', 'temporal'],
  ['tones', '+ half tones at edges only', 'tones', 'patches'],
  ['region', '+ region', 'region'],
  ['plate', '+ room plate', 'plate'],
  ['colors', '+ room told by its colours', 'colors'],
  ['others', '+ others in turn (everything)', 'others', 'apparitions'],
];

const only = (on: readonly Switch[]): RefineSwitches => ({
  ...ALL_SWITCHES,
  ...Object.fromEntries(
    Object.keys(ALL_SWITCHES).map((name) => [name, on.some((each) => each === name)]),
  ),
});

/** The rows, and the limits. */
export const ROWS: readonly Row[] = [
  ...STEPS.map(([key, title], step) =>
    row(key, title, only(STEPS.slice(0, step + 1).flatMap(([, , ...added]) => added))),
  ),
  { ...row('limit-raw', 'limit: true mask', only([])), masks: 'truth' },
  { ...row('limit-guided', 'limit: true mask, guided', only(['guided', 'noise'])), masks: 'truth' },
  { ...row('limit', 'limit: true mask, everything', ALL_SWITCHES), masks: 'truth' },
];

/** Everything, with each tier. */
export const TIER_ROWS: readonly Row[] = (Object.keys(TIERS) as Tier[]).map((tier) => ({
  ...row(`tier-${tier}`, tier, ALL_SWITCHES),
  tier,
}));

function row(key: string, title: string, switches: RefineSwitches): Row {
  return { key, title, switches, tier: DEFAULT_TIER, masks: 'network' };
}
