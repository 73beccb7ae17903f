import { expect, it } from 'vitest';
import { idleStatus } from '../loop/idle-status';
import type { TabTrack } from '../ui/watch-tab';
import type { EarlyPicture } from './early-picture';
import { shownTrack } from './shown-track';

const EARLY: EarlyPicture = { tab: 1, frame: 'one', track: 4, data: {}, at: 0 };
const track = (number: number, state: TabTrack['state']): TabTrack => ({
  ...idleStatus(state),
  tab: 1,
  frame: 'one',
  track: number,
  place: 'worker',
  age: 0,
});

it('shows whoever has sent a picture ahead before the tab has told of its tracks', () => {
  expect(shownTrack({ kind: 'asked' }, EARLY)).toBe(EARLY);
  expect(shownTrack({ kind: 'asked' }, undefined)).toBeUndefined();
});

it('shows the track that runs once they are known, and none of a tab without', () => {
  const tracks = [track(1, 'muted'), track(2, 'running')];
  expect(shownTrack({ kind: 'tracks', tracks, fault: null }, EARLY)?.track).toBe(2);
  expect(shownTrack({ kind: 'tracks', tracks: [], fault: null }, EARLY)).toBeUndefined();
  expect(shownTrack({ kind: 'closed' }, EARLY)).toBeUndefined();
});
