import { expect, test } from 'vitest';
import { NO_PHASES, type TrackStatus } from '../shared/status';
import { FAULT_WORDS } from '../ui/fault-words';
import { statusText } from './status-text';

function track(status: Partial<TrackStatus>): TrackStatus {
  return {
    track: 1,
    state: 'running',
    fps: 29.4,
    latency: 23.6,
    copies: 0,
    coveredFrames: 0,
    width: 1280,
    height: 720,
    tier: 'high',
    variant: 'general-320x176',
    phases: NO_PHASES,
    place: 'worker',
    kernels: 'wasm',
    ...status,
  };
}

const SHOWN = { covered: false };

function sentence(...tracks: TrackStatus[]): string {
  const { words, numbers } = statusText({ kind: 'tracks', tracks, fault: null }, SHOWN);
  return numbers ? `${words} ${numbers}` : words;
}

test('a running track gives whole numbers', () => {
  expect(sentence(track({}))).toBe('Running at 29 fps, 24 ms delay');
});

test('no track, and a page without Veil, are told apart', () => {
  expect(sentence()).toBe('No camera in use on this page.');
  expect(statusText({ kind: 'stale' }, SHOWN).words).toBe('Reload this page to use Veil here.');
  expect(statusText({ kind: 'closed' }, SHOWN).words).toBe('Veil cannot work on this page.');
});

test('of several tracks the worst one speaks', () => {
  const fault = track({ state: 'fault', reason: 'webgl-lost' });
  const covered = track({ state: 'covered' });
  const off = track({ state: 'off' });
  expect(sentence(off, track({}), covered, fault)).toBe(FAULT_WORDS['webgl-lost']);
  expect(sentence(off, track({}), covered)).toMatch(/^Covered/);
  expect(sentence(off, track({}), track({ fps: 11 }))).toMatch(/^Running at 11 fps/);
  expect(sentence(off)).toMatch(/^Off/);
});

test('what is wrong with the page itself goes before its tracks', () => {
  const running = { kind: 'tracks', tracks: [track({})], fault: 'extension-gone' } as const;
  expect(statusText(running, SHOWN)).toEqual({
    tone: 'fault',
    words: FAULT_WORDS['extension-gone'],
  });
});

test('a cover by the user is told apart from one until the outline is found', () => {
  const covered = { kind: 'tracks', tracks: [track({ state: 'covered' })], fault: null } as const;
  expect(statusText(covered, SHOWN).words).toMatch(/until your outline is found/);
  expect(statusText(covered, { covered: true }).words).toMatch(/as you have chosen/);
});
