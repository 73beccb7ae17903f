import { describe, expect, it } from 'vitest';
import type { CompositorName } from '../shared/compositor-name';
import { NO_PHASES, type TrackState, type TrackStatus } from '../shared/status';
import type { Tier } from '../shared/tiers';
import { createDeviceMemory } from './device-memory';

function status(
  tier: Tier,
  state: TrackState = 'running',
  compositor: CompositorName = 'webgl',
): TrackStatus {
  return {
    track: 1,
    state,
    fps: 30,
    latency: 9,
    copies: 0,
    coveredFrames: 0,
    width: 1280,
    height: 720,
    tier,
    variant: 'general-368x208',
    phases: NO_PHASES,
    place: 'worker',
    kernels: 'wasm',
    compositor,
    isFound: true,
  };
}

/** What is remembered of reports a second apart. */
function memoryOf(reports: readonly TrackStatus[], adapt = true) {
  const [tiers, compositors]: [Tier[], CompositorName[]] = [[], []];
  const memory = createDeviceMemory({
    tier: (tier) => tiers.push(tier),
    compositor: (name) => compositors.push(name),
  });
  for (const [second, report] of reports.entries()) memory.note(report, adapt, second * 1000);
  return { tiers, compositors };
}

const remembered = (reports: readonly TrackStatus[], adapt?: boolean) =>
  memoryOf(reports, adapt).tiers;

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
  ])('is none %s', (_, reports, adapt) => {
    expect(remembered(reports, adapt)).toEqual([]);
  });
});

describe('the compositor to remember', () => {
  const on = (compositor: CompositorName, tier: Tier = 'high', state: TrackState = 'running') =>
    status(tier, state, compositor);
  const named = (reports: readonly TrackStatus[], adapt?: boolean) =>
    memoryOf(reports, adapt).compositors;

  it('is the one that a trial has chosen, after a second, told once for each change', () => {
    expect(named(seconds(1, on('webgl')))).toEqual([]);
    expect(named(seconds(2, on('webgl')))).toEqual(['webgl']);
    expect(named(seconds(60, { ...on('planes'), isFound: false }))).toEqual([]);
    expect(named(seconds(60, on('webgl')))).toEqual(['webgl']);
    expect(named([...seconds(30, on('webgl')), ...seconds(30, on('planes'))])).toEqual([
      'webgl',
      'planes',
    ]);
  });

  it('is one whatever becomes of the tier', () => {
    expect(named(seconds(60, on('planes', 'high'), on('planes', 'low')))).toEqual(['planes']);
    expect(named(seconds(60, on('planes', 'low')), false)).toEqual(['planes']);
  });

  it('is none of a track that is covered, or of two that differ', () => {
    expect(named(seconds(60, on('webgl', 'high', 'covered')))).toEqual([]);
    expect(named(seconds(60, on('webgl'), on('planes')))).toEqual([]);
  });
});
