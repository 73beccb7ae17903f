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

const NONE: RefineSwitches = {
  region: false,
  temporal: false,
  tones: false,
  cleanup: false,
  guided: false,
  noise: false,
  colors: false,
  plate: false,
  others: false,
};
const GUIDED = { ...NONE, guided: true, noise: true };

/** Each row adds one stage to the row before, up to the product as it is; then come the limits. */
export const ROWS: readonly Row[] = [
  row('raw', 'raw mask', NONE),
  row('guided', '+ guided', { ...NONE, guided: true }),
  row('noise', '+ noise', GUIDED),
  row('cleanup', '+ cleanup', { ...GUIDED, cleanup: true }),
  row('temporal', '+ temporal', {
    ...ALL_SWITCHES,
    region: false,
    tones: false,
    colors: false,
    plate: false,
    others: false,
  }),
  row('tones', '+ half tones at edges only', {
    ...ALL_SWITCHES,
    region: false,
    colors: false,
    plate: false,
    others: false,
  }),
  row('region', '+ region', { ...ALL_SWITCHES, colors: false, plate: false, others: false }),
  row('plate', '+ room plate', { ...ALL_SWITCHES, colors: false, others: false }),
  row('colors', '+ room told by its colours', { ...ALL_SWITCHES, others: false }),
  row('others', '+ others in turn (everything)', ALL_SWITCHES),
  { ...row('limit-raw', 'limit: true mask', NONE), masks: 'truth' },
  { ...row('limit-guided', 'limit: true mask, guided', GUIDED), masks: 'truth' },
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
