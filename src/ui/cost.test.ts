import { expect, it } from 'vitest';
import { idleStatus } from '../loop/idle-status';
import type { LoopStatus } from '../shared/status';
import { costOf, costSentence } from './cost';

const time = (p50: number) => ({ p50, p95: 2 * p50 });

/** 10 ms of work a frame, and 20 of waiting. */
const LOOP: LoopStatus = {
  ...idleStatus('running'),
  fps: 25,
  phases: { read: time(1), infer: time(5), refine: time(2), composite: time(2), write: time(20) },
};

it('is the time at work, without what is waited for', () => {
  expect(costOf([LOOP], 1)).toEqual({ ms: 10, share: 0.25 });
  expect(costOf([LOOP], 4)?.share).toBeCloseTo(0.0625);
});

it('is that of all loops, which do not pay for what others have made', () => {
  const copying = { ...LOOP, copies: 20 };
  expect(costOf([LOOP, copying], 1)).toEqual({ ms: 10, share: 0.3 });
});

it('is unknown while nothing is at work', () => {
  expect(costOf([], 4)).toBeUndefined();
  expect(costOf([{ ...LOOP, state: 'off' }, idleStatus('running')], 4)).toBeUndefined();
  expect(costSentence(undefined)).toEqual(['quality_cost_unknown']);
});

it('is told in whole numbers that are never nothing', () => {
  expect(costSentence({ ms: 0.2, share: 0.001 })).toEqual(['quality_cost', 1, 1]);
  expect(costSentence({ ms: 12.6, share: 0.104 })).toEqual(['quality_cost', 13, 10]);
});
