import { expect, test } from 'vitest';
import { DEFAULT_CALL_SETTINGS } from '../shared/call-settings';
import { NO_PHASES } from '../shared/status';
import { FAULT_WORDS } from '../ui/fault-words';
import type { TabTrack } from '../ui/watch-tab';
import { isSwitching, statusText } from './status-text';

function track(status: Partial<TabTrack>): TabTrack {
  return {
    tab: 1,
    frame: 'top',
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
    variant: 'general-368x208',
    phases: NO_PHASES,
    place: 'worker',
    kernels: 'wasm',
    isFound: true,
    ...status,
  };
}

const CALL = DEFAULT_CALL_SETTINGS;
const OFF = { ...CALL, effect: { kind: 'none' } } as const;
const COVERED = { ...CALL, covered: true };

const told = (tracks: TabTrack[], call: typeof CALL | typeof OFF = CALL) =>
  statusText({ kind: 'tracks', tracks, fault: null }, call);
const words = (tracks: TabTrack[], call?: typeof CALL | typeof OFF) => told(tracks, call).words;

test('a running track tells what stands in the place of the room, and whole numbers beside it', () => {
  expect(told([track({})])).toMatchObject({
    words: ['status_blur'],
    figures: ['figures', 29, 24],
  });
  const image = { ...CALL, effect: { kind: 'image', id: 'dusk' } } as const;
  expect(words([track({})], image)).toEqual(['status_image']);
});

test('no track, and a page without Veil, are told apart', () => {
  expect(words([])).toEqual(['status_idle']);
  expect(statusText({ kind: 'stale' }, CALL)).toMatchObject({
    words: ['status_stale'],
    reload: true,
  });
  expect(statusText({ kind: 'closed' }, CALL).words).toEqual(['status_closed']);
});

test('without a call it says what one would show, if that is not what the switch says', () => {
  expect(words([], OFF)).toEqual(['status_idle_off']);
  expect(words([], COVERED)).toEqual(['status_idle_covered']);
  expect(words([], { ...OFF, covered: true })).toEqual(['status_idle_covered']);
});

test('a page that was never given the camera is told apart from one that uses none now', () => {
  const idle = (access?: 'used' | 'unasked' | 'refused', call: typeof CALL | typeof OFF = CALL) =>
    statusText({ kind: 'tracks', tracks: [], fault: null }, call, access).words;
  expect(idle('used')).toEqual(['status_idle']);
  expect(idle('unasked')).toEqual(['status_unasked']);
  expect(idle('refused')).toEqual(['status_refused']);
  // What a call would show goes before.
  expect(idle('unasked', OFF)).toEqual(['status_idle_off']);
  expect(idle('refused', OFF)).toEqual(['status_refused']);
});

test('of several tracks the worst one speaks', () => {
  const fault = track({ state: 'fault', reason: 'webgl-lost' });
  const covered = track({ state: 'covered' });
  const off = track({ state: 'off' });
  expect(words([off, track({}), covered, fault])).toEqual([FAULT_WORDS['webgl-lost']]);
  expect(words([track({}), covered])).toEqual(['status_finding']);
  expect(told([track({}), track({ fps: 11 })]).figures).toEqual(['figures', 11, 24]);
  expect(words([off], OFF)).toEqual(['status_off']);
});

test('what is wrong with the page itself goes before its tracks', () => {
  const running = { kind: 'tracks', tracks: [track({})], fault: 'extension-gone' } as const;
  expect(statusText(running, CALL)).toEqual({
    tone: 'fault',
    words: [FAULT_WORDS['extension-gone']],
    reload: true,
  });
});

test('a page is loaded again only for what that mends', () => {
  expect(told([track({ state: 'fault', reason: 'backdrop-missing' })]).reload).toBeUndefined();
  expect(told([track({ state: 'fault', reason: 'loop-failed' })]).reload).toBe(true);
});

test('a cover by the user is told apart from one until the outline is found', () => {
  const covered = [track({ state: 'covered' })];
  expect(words(covered)).toEqual(['status_finding']);
  expect(words(covered, COVERED)).toEqual(['status_covered']);
});

test('of a track that has said nothing for long nothing is known', () => {
  expect(words([track({ age: 1900 })])).toEqual(['status_blur']);
  expect(words([track({ age: 2100 })])).toEqual(['status_no_news']);
  expect(words([track({}), track({ state: 'fault', age: 9000 })])).toEqual(['status_no_news']);
});

test('a switch is under way until every track has taken it', () => {
  const of = (call: typeof CALL | typeof OFF, ...states: TabTrack['state'][]) =>
    words(
      states.map((state) => track({ state })),
      call,
    );
  const offAndCovered = { ...OFF, covered: true };
  expect(of(CALL, 'running', 'off')).toEqual(['status_switching']);
  expect(of(OFF, 'off', 'running')).toEqual(['status_switching']);
  expect(of(offAndCovered, 'covered', 'off')).toEqual(['status_switching']);
  expect(of(COVERED, 'running')).toEqual(['status_switching']);
  expect(of(offAndCovered, 'covered')).toEqual(['status_covered']);
  expect(of(OFF, 'off', 'muted')).toEqual(['status_muted']);
  expect(of(CALL, 'running', 'muted')).toEqual(['status_blur']);
});

test('the switch says so as long, also of a page that is blocked or whose document is at fault', () => {
  const says = (
    call: typeof CALL | typeof OFF,
    fault: 'camera-missed' | null,
    ...all: TabTrack[]
  ) => isSwitching({ kind: 'tracks', tracks: all, fault }, call);
  const [running, raw] = [track({}), track({ state: 'off' })];
  expect(says(CALL, null, running)).toBe(false);
  expect(says(CALL, null, running, raw)).toBe(true);
  expect(says(CALL, null, { ...raw, age: 9000 })).toBe(true);
  expect(says(CALL, 'camera-missed', raw)).toBe(true);
  expect(says(OFF, null, raw)).toBe(false);
  expect(says(OFF, null, track({ state: 'fault' }))).toBe(false);
  expect(says(OFF, null)).toBe(false);
  expect(isSwitching({ kind: 'asked' }, OFF)).toBe(false);
});
