import { type LoopStatus, PHASE_NAMES } from '../shared/status';
import type { Sentence } from './words';

/** What a loop takes of its computer. */
export type Cost = {
  /** Time for each frame of its own, ms; of several loops that of the slowest. */
  readonly ms: number;
  /** Share of all processor cores together, 0..1. */
  readonly share: number;
};

type Worked = Pick<LoopStatus, 'state' | 'fps' | 'copies' | 'phases'>;

/** The way out is mostly waiting, for whoever takes the frame. */
const WORK = PHASE_NAMES.filter((name) => name !== 'write');

/**
 * The cost of loops, by the medians of their last second: time at work over time, and over the cores. Undefined
 * while none works.
 */
export function costOf(loops: readonly Worked[], cores: number): Cost | undefined {
  const working = loops
    .filter(({ state }) => state === 'running')
    .map(({ fps, copies, phases }) => {
      const ms = WORK.reduce((sum, name) => sum + phases[name].p50, 0);
      return { ms, perSecond: ms * Math.max(0, fps - copies) };
    })
    .filter(({ ms }) => ms > 0);
  if (working.length === 0) return undefined;
  const perSecond = working.reduce((sum, each) => sum + each.perSecond, 0);
  return { ms: Math.max(...working.map(({ ms }) => ms)), share: perSecond / 1000 / cores };
}

/** The cost in plain words; without one, when it is to be seen. */
export function costSentence(cost: Cost | undefined): Sentence {
  if (!cost) return ['quality_cost_unknown'];
  const percent = Math.max(1, Math.round(100 * cost.share));
  return ['quality_cost', Math.max(1, Math.round(cost.ms)), percent];
}
