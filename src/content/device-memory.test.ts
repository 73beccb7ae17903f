import { describe, expect, it } from 'vitest';
import { NO_STAGES, type TrackState, type TrackStatus } from '../shared/status';
import type { Tier } from '../shared/tiers';
import { createSettledTier } from './settled-tier';

function status(tier: Tier, state: TrackState = 'running'): TrackStatus {
  return {
    track: 1,
    state,
    fps: 30,
    latency: 9,
    coveredFrames: 0,
    width: 1280,
    height: 720,
    tier,
    variant: 'general-320x176',
    stages: NO_STAGES,
    place: 'worker',
    kernels: 'wasm',
  };
}

/** What is remembered of reports a second apart. */
function remembered(reports: readonly TrackStatus[], adapt = true): Tier[] {
  const tiers: Tier[] = [];
  const settled = createSettledTier((tier) => tiers.push(tier));
  for (const [second, report] of reports.entries()) settled.note(report, adapt, second * 1000);
  return tiers;
}

const seconds = (count: number, ...reports: TrackStatus[]) =>
  Array.from({ length: count }, (_, n) => reports[n % reports.length] as TrackStatus);

describe('the tier to remember', () => {
  it('is told once, when it has lasted', () => {
    expect(remembered(seconds(8, status('low')))).toEqual([]);
    expect(remembered(seconds(60, status('low')))).toEqual(['low']);
    const changed = [...seconds(30, status('low')), ...seconds(30, status('medium'))];
    expect(remembered(changed)).toEqual(['low', 'medium']);
  });

  it('is not one on the way to another', () => {
    const way = (['least', 'low', 'light'] as const).flatMap((tier) => seconds(9, status(tier)));
    expect(remembered([...way, ...seconds(20, status('medium'))])).toEqual(['medium']);
  });

  it.each([
    ['that the user has chosen', seconds(60, status('low')), false],
    ['of a track that is covered', seconds(60, status('low', 'covered')), true],
    ['of two tracks that differ', seconds(60, status('low'), status('high')), true],
    ['that no device finds by itself', seconds(60, status('top')), true],
  ])('is none %s', (_, reports, adapt) => {
    expect(remembered(reports, adapt)).toEqual([]);
  });
});
