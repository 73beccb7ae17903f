import { ALL_STAGES, type Stages } from '../../src/mask/stages';
import { DEFAULT_TIER, TIERS, type Tier } from '../../src/shared/tiers';

/** One line of the table: the product with some of its stages, or with another tier. */
export type Row = {
  readonly key: string;
  readonly title: string;
  readonly stages: Stages;
  readonly tier: Tier;
};

const NONE: Stages = { region: false, temporal: false, cleanup: false, guided: false };

/** Each row adds one stage to the row before; the last is the product as it is. */
export const ROWS: readonly Row[] = [
  { key: 'raw', title: 'raw mask', stages: NONE },
  { key: 'guided', title: '+ guided', stages: { ...NONE, guided: true } },
  { key: 'cleanup', title: '+ cleanup', stages: { ...NONE, guided: true, cleanup: true } },
  { key: 'temporal', title: '+ temporal', stages: { ...ALL_STAGES, region: false } },
  { key: 'region', title: '+ region (everything)', stages: ALL_STAGES },
].map((row) => ({ ...row, tier: DEFAULT_TIER }));

/** Everything, with each tier. */
export const TIER_ROWS: readonly Row[] = (Object.keys(TIERS) as Tier[]).map((tier) => ({
  key: `tier-${tier}`,
  title: tier,
  stages: ALL_STAGES,
  tier,
}));
