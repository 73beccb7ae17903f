import { ALL_STAGES, type Stages } from '../../src/mask/stages';
import { DEFAULT_TIER, TIERS, type Tier } from '../../src/shared/tiers';

/** One line of the table: the product with some of its stages, or with another tier. */
export type Row = {
  readonly key: string;
  readonly title: string;
  readonly stages: Stages;
  readonly tier: Tier;
  /** Where masks come from: the network, or the truth at the size of the network's masks. */
  readonly masks: 'network' | 'truth';
};

const NONE: Stages = {
  region: false,
  temporal: false,
  cleanup: false,
  guided: false,
  noise: false,
};
const GUIDED = { ...NONE, guided: true, noise: true };

/** Each row adds one stage to the row before, up to the product as it is; then come the limits. */
export const ROWS: readonly Row[] = [
  row('raw', 'raw mask', NONE),
  row('guided', '+ guided', { ...NONE, guided: true }),
  row('noise', '+ noise', GUIDED),
  row('cleanup', '+ cleanup', { ...GUIDED, cleanup: true }),
  row('temporal', '+ temporal', { ...ALL_STAGES, region: false }),
  row('region', '+ region (everything)', ALL_STAGES),
  { ...row('limit-raw', 'limit: true mask', NONE), masks: 'truth' },
  { ...row('limit-guided', 'limit: true mask, guided', GUIDED), masks: 'truth' },
  { ...row('limit', 'limit: true mask, everything', ALL_STAGES), masks: 'truth' },
];

/** Everything, with each tier. */
export const TIER_ROWS: readonly Row[] = (Object.keys(TIERS) as Tier[]).map((tier) => ({
  ...row(`tier-${tier}`, tier, ALL_STAGES),
  tier,
}));

function row(key: string, title: string, stages: Stages): Row {
  return { key, title, stages, tier: DEFAULT_TIER, masks: 'network' };
}
