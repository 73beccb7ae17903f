/** Every parser of what another context, a page or a file says: 10,000 made-up values each. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_SETTINGS, parseCallSettings } from './call-settings';
import { parseDocumentState } from './document-state';
import { parseEffect } from './effect';
import {
  ANY_TRACK,
  PART_BYTES,
  parseClockToSegmenter,
  parseContentToBackground,
  parseContentToPage,
  parseLinkToKeeper,
  parseLoopToSegmenter,
  parsePageToContent,
  parsePopupToContent,
  parseSegmenterToLoop,
} from './messages';
import { parsePolicy } from './policy';
import { DEFAULT_SETTINGS, parseHidingEffect, parseSettings } from './settings';
import { parseSmallPicture } from './small-picture';
import { NO_PHASES, parseStatus, type TrackStatus } from './status';
import { CASES, spoiled } from './tests/spoiled';
import { parseTierChoice } from './tiers';

const EFFECTS = [
  { kind: 'none' },
  { kind: 'blur', strength: 0.5 },
  { kind: 'color', color: '#aabbcc' },
  { kind: 'image', id: 'own-1' },
] as const;
const STATUS: TrackStatus = {
  track: 1,
  state: 'fault',
  reason: 'webgl-lost',
  fps: 30,
  latency: 12,
  copies: 0,
  coveredFrames: 3,
  width: 1280,
  height: 720,
  tier: 'high',
  variant: 'general-368x208',
  phases: NO_PHASES,
  place: 'worker',
  kernels: 'wasm',
  compositor: 'webgl',
  isFound: true,
};
const CALL = { ...DEFAULT_CALL_SETTINGS, compositor: 'planes' } as const;
const PICTURE = { width: 2, height: 1, base64: 'AAAAAAAAAAA=' };
const bytes = new ArrayBuffer(8);

/** Of each parser, good values with all that it knows. */
const PARSERS: Record<string, readonly [parse: (value: unknown) => unknown, good: unknown[]]> = {
  parseEffect: [parseEffect, [...EFFECTS]],
  parseHidingEffect: [parseHidingEffect, [...EFFECTS]],
  parseTierChoice: [parseTierChoice, [{ tier: 'low', adapt: true }]],
  parseCallSettings: [parseCallSettings, EFFECTS.map((effect) => ({ ...CALL, effect }))],
  parseStatus: [parseStatus, [STATUS]],
  parseSmallPicture: [parseSmallPicture, [PICTURE]],
  parseDocumentState: [parseDocumentState, [{ isOff: false, reason: 'webgl-lost' }]],
  parsePolicy: [
    parsePolicy,
    [
      {
        enabled: true,
        effect: EFFECTS[1],
        quality: 'auto',
        covered: false,
        leastBlur: 0.4,
        sitesOff: ['https://call.example'],
      },
    ],
  ],
  parsePageToContent: [
    parsePageToContent,
    [
      { type: 'settings-wanted', makesMasks: true, showsPictures: true },
      { type: 'open-segmenter', track: 1, replace: false, service: 'loop' },
      { type: 'open-link' },
      { type: 'load-backdrop', id: 'dusk' },
      { type: 'reported', status: STATUS },
      { type: 'picture-taken', track: 2, picture: PICTURE },
    ],
  ],
  parseContentToPage: [
    parseContentToPage,
    [
      { type: 'settings-changed', settings: CALL },
      { type: 'backdrop-loaded', id: 'dusk', bytes },
      { type: 'backdrop-failed', id: 'dusk' },
      { type: 'weights-loaded', bytes },
      { type: 'picture-wanted', track: 2 },
      { type: 'picture-wanted', track: 2, isFirst: true },
      { type: 'pipeline-failed', reason: 'extension-gone' },
      { type: 'segmenter-failed', track: 1, reason: 'segmenter-blocked' },
    ],
  ],
  parseLinkToKeeper: [parseLinkToKeeper, [{ type: 'settings-changed', settings: CALL }]],
  parsePopupToContent: [parsePopupToContent, [{ frame: 'abc', track: 2 }, ANY_TRACK]],
  parseLoopToSegmenter: [
    parseLoopToSegmenter,
    [
      { type: 'load', variant: 'general-368x208' },
      {
        type: 'segment',
        id: 7,
        variant: 'general-368x208',
        offset: PART_BYTES,
        pixels: new ArrayBuffer(PART_BYTES),
      },
    ],
  ],
  parseClockToSegmenter: [parseClockToSegmenter, [{ type: 'tick', after: 33 }]],
  parseSegmenterToLoop: [
    parseSegmenterToLoop,
    [
      { type: 'loaded', variant: 'general-368x208' },
      { type: 'segmented', id: 7, mask: bytes },
      { type: 'failed', reason: 'model-missing', detail: 'why' },
    ],
  ],
  parseContentToBackground: [
    parseContentToBackground,
    [
      { type: 'inject-pipeline' },
      { type: 'load-backdrop', id: 'own-1' },
      { type: 'document-changed', state: { isOff: true, reason: null } },
    ],
  ],
};

/** Names of all fields, also of those further down. */
function namesIn(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return names;
  for (const [name, part] of Object.entries(value)) {
    if (!Array.isArray(value)) names.add(name);
    namesIn(part, names);
  }
  return names;
}

describe.each(Object.entries(PARSERS))('%s', (_, [parse, good]) => {
  it('never throws; what it reads it reads again, and nothing rides along', () => {
    const known = namesIn(good);
    fc.assert(
      fc.property(spoiled(good), (value) => {
        const read = parse(value);
        if (read === undefined) return;
        // An `expect` of each would take most of the time.
        if (!isDeepStrictEqual(parse(read), read)) expect(parse(read)).toEqual(read);
        for (const name of namesIn(read)) if (!known.has(name)) expect(known).toContain(name);
      }),
      CASES,
    );
  });
});

it('parseSettings never throws, and what it gives hides the room and is intact', () => {
  const stored = {
    ...DEFAULT_SETTINGS,
    sites: { 'https://call.example': { enabled: false, effect: EFFECTS[2] } },
  };
  const names = Object.keys(DEFAULT_SETTINGS).join();
  const older = { version: 0, enabled: true, effect: EFFECTS[1] };
  fc.assert(
    fc.property(spoiled([stored, older]), (value) => {
      const { settings } = parseSettings(value);
      const again = parseSettings(settings);
      if (!isDeepStrictEqual(again, { settings, intact: true }))
        expect(again).toEqual({ settings, intact: true });
      return Object.keys(settings).join() === names && String(settings.effect.kind) !== 'none';
    }),
    CASES,
  );
});
