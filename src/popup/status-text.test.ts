import { expect, test } from 'vitest';
import { NO_PHASES, type TrackNews } from '../shared/status';
import { FAULT_WORDS } from '../ui/fault-words';
import { statusText } from './status-text';

function track(status: Partial<TrackNews>): TrackNews {
  return {
    age: 100,
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

const SHOWN = { covered: false, effect: { kind: 'blur', strength: 0.5 } } as const;
const OFF = { covered: false, effect: { kind: 'none' } } as const;

function sentence(...tracks: TrackNews[]): string {
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
  expect(sentence(track({}), covered)).toMatch(/^Covered/);
  expect(sentence(track({}), track({ fps: 11 }))).toMatch(/^Running at 11 fps/);
  expect(statusText({ kind: 'tracks', tracks: [off], fault: null }, OFF).words).toMatch(/^Off/);
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
  expect(statusText(covered, { ...SHOWN, covered: true }).words).toMatch(/as you have chosen/);
});

test('of a track that has said nothing for long nothing is known', () => {
  expect(sentence(track({ age: 1900 }))).toMatch(/^Running/);
  expect(sentence(track({ age: 2100 }))).toMatch(/^No news/);
  expect(sentence(track({}), track({ state: 'fault', age: 9000 }))).toMatch(/^No news/);
});

test('a switch is under way until every track has taken it', () => {
  const words = (call: Parameters<typeof statusText>[1], ...states: TrackNews['state'][]) =>
    statusText(
      { kind: 'tracks', tracks: states.map((state) => track({ state })), fault: null },
      call,
    ).words;
  expect(words(SHOWN, 'running', 'off')).toMatch(/^Switching/);
  expect(words(OFF, 'off', 'running')).toMatch(/^Switching/);
  expect(words({ ...OFF, covered: true }, 'covered', 'off')).toMatch(/^Switching/);
  expect(words({ ...SHOWN, covered: true }, 'running')).toMatch(/^Switching/);
  expect(words({ ...OFF, covered: true }, 'covered')).toMatch(/^Covered/);
  expect(words(OFF, 'off', 'muted')).toMatch(/muted/);
  expect(words(SHOWN, 'running', 'muted')).toMatch(/^Running/);
});
