import { expect, it } from 'vitest';
import { idleStatus } from '../../loop/idle-status';
import { type History, MOST_SAMPLES, NO_HISTORY, type Told, withSample } from './history';

const RUNNING: Told = { ...idleStatus('running'), fps: 30, cameraFps: 30.2, compositor: 'webgl' };

/** The history of one status a second. */
function historyOf(...told: readonly Partial<Told>[]): History {
  return told.reduce<History>(
    (history, status, second) =>
      withSample(history, { at: 1000 * second, status: { ...RUNNING, ...status } }),
    NO_HISTORY,
  );
}

it('keeps a minute', () => {
  const { samples } = historyOf(...Array.from({ length: 70 }, (_, i) => ({ latency: i })));
  expect(samples).toHaveLength(MOST_SAMPLES);
  expect(samples[0]?.status.latency).toBe(10);
});

it('tells a change of what works once, and no change of figures', () => {
  const { changes } = historyOf(
    {},
    { fps: 29, latency: 12 },
    { tier: 'low' },
    { tier: 'low' },
    { tier: 'low', state: 'fault', reason: 'webgl-lost' },
  );
  expect(changes.map(({ at, tier, reason }) => [at, tier, reason])).toEqual([
    [0, RUNNING.tier, undefined],
    [2000, 'low', undefined],
    [4000, 'low', 'webgl-lost'],
  ]);
});

it('counts the frames of the camera that were not sent', () => {
  expect(historyOf({}, { fps: 20 }, { fps: 31 }).dropped).toBe(10);
  const { cameraFps: _, ...older } = RUNNING;
  expect(withSample(NO_HISTORY, { at: 0, status: older }).dropped).toBe(0);
});
