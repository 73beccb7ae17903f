import { ALL_STAGES, type Stages } from '../../src/mask/stages';

/** One line of the table: the product with some of its stages. */
export type Row = {
  readonly key: string;
  readonly title: string;
  readonly stages: Stages;
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
  { key: 'raw', title: 'raw mask', stages: NONE, masks: 'network' },
  { key: 'guided', title: '+ guided', stages: { ...NONE, guided: true }, masks: 'network' },
  { key: 'noise', title: '+ noise', stages: GUIDED, masks: 'network' },
  { key: 'cleanup', title: '+ cleanup', stages: { ...GUIDED, cleanup: true }, masks: 'network' },
  {
    key: 'temporal',
    title: '+ temporal',
    stages: { ...ALL_STAGES, region: false },
    masks: 'network',
  },
  { key: 'region', title: '+ region (everything)', stages: ALL_STAGES, masks: 'network' },
  { key: 'limit-raw', title: 'limit: true mask', stages: NONE, masks: 'truth' },
  {
    key: 'limit-guided',
    title: 'limit: true mask, guided',
    stages: GUIDED,
    masks: 'truth',
  },
  { key: 'limit', title: 'limit: true mask, everything', stages: ALL_STAGES, masks: 'truth' },
];
