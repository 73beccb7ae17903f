import { describe, expect, it } from 'vitest';
import type { Tier } from '../../shared/tiers';
import { createLeisure, type Leisure } from './leisure';

/** So many seconds of a call, each frame of which keeps the loop busy for so long, ms. */
function call(leisure: Leisure, seconds: number, busy: number, tier: Tier = 'high'): void {
  for (let n = 0; n < 30 * seconds; n++) leisure.measure(tier, busy);
}

/** How often it changes its mind. */
function changes(leisure: Leisure, seconds: number, busyAt: (second: number) => number): number {
  let count = 0;
  for (let second = 0; second < seconds; second++) {
    const before = leisure.isAmple;
    call(leisure, 1, busyAt(second));
    if (leisure.isAmple !== before) count++;
  }
  return count;
}

describe('the time a loop has to spare', () => {
  it('is none before some frames have been seen', () => {
    const leisure = createLeisure();
    expect(leisure.isAmple).toBe(false);
    call(leisure, 2, 3);
    expect(leisure.isAmple).toBe(false);
  });

  it.each([
    ['a fast machine', 4, true],
    ['one with less than a fifth of the time used', 5.9, true],
    ['two cores without a GPU, at their best', 7.5, false],
    ['two cores without a GPU', 15, false],
    ['one that hardly keeps up', 30, false],
  ])('%s: %d ms a frame, ample: %s', (_, busy, isAmple) => {
    const leisure = createLeisure();
    call(leisure, 10, busy);
    expect(leisure.isAmple).toBe(isAmple);
  });

  it('is not lost by what the film itself takes, nor by a spike', () => {
    const leisure = createLeisure();
    call(leisure, 5, 5);
    call(leisure, 60, 7.5);
    for (let n = 0; n < 300; n++) leisure.measure('high', n % 3 === 0 ? 60 : 5);
    expect(leisure.isAmple).toBe(true);
  });

  it('is lost within two seconds when frames get dear', () => {
    const leisure = createLeisure();
    call(leisure, 5.5, 5);
    expect(leisure.isAmple).toBe(true);
    call(leisure, 2, 20);
    expect(leisure.isAmple).toBe(false);
  });

  it('is none on a lower tier, whose frames are cheap, and is looked for anew after it', () => {
    const leisure = createLeisure();
    call(leisure, 5, 5);
    leisure.measure('medium', 4);
    expect(leisure.isAmple).toBe(false);
    call(leisure, 60, 4, 'medium');
    expect(leisure.isAmple).toBe(false);
    call(leisure, 2, 5);
    expect(leisure.isAmple).toBe(false);
    call(leisure, 2, 5);
    expect(leisure.isAmple).toBe(true);
  });

  it('between the two limits it stays what it was', () => {
    const leisure = createLeisure();
    expect(changes(leisure, 600, () => 7)).toBe(0);
    expect(changes(leisure, 600, (second) => (second % 2 === 0 ? 5 : 7))).toBeLessThanOrEqual(1);
  });

  it('of a machine that is slow whenever a film has all of its frames, it is tried ever more seldom', () => {
    const leisure = createLeisure();
    const changesInAMinute = () => changes(leisure, 60, () => (leisure.isAmple ? 9 : 5));
    expect(changesInAMinute()).toBeLessThanOrEqual(8);
    for (let minute = 0; minute < 5; minute++) changesInAMinute();
    expect(changesInAMinute()).toBeLessThanOrEqual(2);
  });
});
