import { expect, it } from 'vitest';
import { idleStatus } from '../../loop/idle-status';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings';
import { NO_HISTORY, withSample } from './history';
import { reportText } from './report';

const SECRETS = ['meet.example', 'own-5f3c', 'Kitchen', '#123456'];

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  effect: { kind: 'image', id: 'own-5f3c' },
  sites: {
    'https://meet.example': { effect: { kind: 'color', color: '#123456' } },
    'https://other.meet.example:8443': { enabled: false },
  },
};

/** More than a report's loop has, as a call's status may come to. */
const status = {
  ...idleStatus('running'),
  fps: 24.2,
  cameraFps: 30,
  coveredFrames: 7,
  title: 'Kitchen',
  tab: 5,
  url: 'https://meet.example/room',
};

const text = reportText({
  version: '1.2.3',
  agent: 'Browser/1',
  cores: 8,
  settings,
  loops: [
    { name: 'call 1', history: withSample(NO_HISTORY, { at: 9000, status }) },
    { name: 'preview', history: NO_HISTORY },
  ],
  faults: [{ at: 40_000, reason: 'webgl-lost' }],
  now: 10_000,
  date: 100_000,
});

it('holds what who mends Veil wants to know', () => {
  for (const part of [
    'Veil 1.2.3',
    'image, quality auto, 2 sites',
    'camera 30.0, sent 24.2',
    'covered 7, dropped 6',
    '60 s ago: webgl-lost',
    '1 s ago: running · high',
  ])
    expect(text).toContain(part);
});

it('holds no address, no name and no id', () => {
  for (const secret of SECRETS) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/https?:|\/\/|@/);
});
