import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallSettings, DEFAULT_CALL_SETTINGS } from './call-settings';
import {
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
import { inputOf, type ModelVariantName } from './model-variants';
import type { PhaseTimes, TrackStatus } from './status';

const DEFAULT_VARIANT: ModelVariantName = 'general-368x208';
const { width, height } = inputOf(DEFAULT_VARIANT);
const pixels = new ArrayBuffer(PART_BYTES);
const JOB = { type: 'segment', id: 7, variant: DEFAULT_VARIANT, offset: PART_BYTES, pixels };
/** The last part of an input. */
const LAST = Math.floor((width * height * 4) / PART_BYTES);
const REST = {
  ...JOB,
  offset: LAST * PART_BYTES,
  pixels: new ArrayBuffer(width * height * 4 - LAST * PART_BYTES),
};

const time = { p50: 1.5, p95: 3 };
const endless = { p50: Number.POSITIVE_INFINITY, p95: 3 };
const PHASES: PhaseTimes = {
  read: time,
  infer: time,
  refine: time,
  composite: time,
  write: time,
};

const STATUS: TrackStatus = {
  track: 1,
  state: 'running',
  fps: 29.9,
  latency: 12,
  copies: 0,
  coveredFrames: 3,
  width: 1280,
  height: 720,
  tier: 'high',
  variant: DEFAULT_VARIANT,
  phases: PHASES,
  place: 'worker',
  kernels: 'wasm',
  compositor: 'webgl',
};
const { compositor: _, ...WITHOUT_COMPOSITOR } = STATUS;

const SETTINGS: CallSettings = { ...DEFAULT_CALL_SETTINGS, compositor: 'planes' };

const PICTURE = { width: 2, height: 1, base64: 'AAAAAAAAAAA=' };

describe('good messages pass as they are', () => {
  it.each([
    [parsePageToContent, { type: 'settings-wanted', makesMasks: true }],
    [parsePageToContent, { type: 'open-segmenter', track: 1, replace: false, service: 'loop' }],
    [parsePageToContent, { type: 'open-link' }],
    [parseContentToPage, { type: 'link-lost' }],
    [parseLinkToKeeper, { type: 'settings-changed', settings: SETTINGS }],
    [parsePageToContent, { type: 'load-backdrop', id: 'dusk' }],
    [parsePageToContent, { type: 'reported', status: STATUS }],
    [parsePageToContent, { type: 'reported', status: WITHOUT_COMPOSITOR }],
    [
      parsePageToContent,
      { type: 'reported', status: { ...STATUS, state: 'fault', reason: 'webgl-lost' } },
    ],
    [parseContentToPage, { type: 'settings-changed', settings: SETTINGS }],
    [parseContentToPage, { type: 'backdrop-loaded', id: 'dusk', bytes: pixels }],
    [parseContentToPage, { type: 'backdrop-failed', id: 'dusk' }],
    [parseContentToPage, { type: 'picture-wanted', track: 2 }],
    [parsePageToContent, { type: 'picture-taken', track: 2, picture: PICTURE }],
    [parsePopupToContent, { frame: 'abc', track: 2 }],
    [parseContentToPage, { type: 'pipeline-failed', reason: 'extension-gone' }],
    [parseContentToPage, { type: 'segmenter-failed', track: 1, reason: 'segmenter-blocked' }],
    [parseLoopToSegmenter, { type: 'load', variant: DEFAULT_VARIANT }],
    [parseLoopToSegmenter, JOB],
    [parseLoopToSegmenter, REST],
    [parseClockToSegmenter, { type: 'tick', after: 33 }],
    [parseSegmenterToLoop, { type: 'loaded', variant: DEFAULT_VARIANT }],
    [parseSegmenterToLoop, { type: 'segmented', id: 7, mask: new ArrayBuffer(4) }],
    [parseSegmenterToLoop, { type: 'failed', reason: 'model-missing', detail: 'why' }],
    [parseContentToBackground, { type: 'inject-pipeline' }],
    [parseContentToBackground, { type: 'load-backdrop', id: 'own-1' }],
    [parseContentToBackground, { type: 'load-film', id: 'own-1' }],
    [
      parseContentToBackground,
      { type: 'load-backdrop', id: 'own-1', framing: { x: 0, y: 1, zoom: 2 } },
    ],
    [parseContentToBackground, { type: 'document-changed', state: null }],
    [parseContentToBackground, { type: 'document-changed', state: { isOff: true, reason: null } }],
    [parseContentToBackground, { type: 'find-site' }],
  ] as const)('%o %j', (parse, message) => {
    expect(parse(message)).toEqual(message);
  });
});

describe('bad messages are ignored', () => {
  it.each([
    ['no object', parsePageToContent, 'settings-wanted'],
    ['null', parsePageToContent, null],
    ['no type', parsePageToContent, {}],
    ['an unknown type', parsePageToContent, { type: 'format-disk' }],
    ['a path for a backdrop', parsePageToContent, { type: 'load-backdrop', id: '../../manifest' }],
    ['a number for a backdrop', parsePageToContent, { type: 'load-backdrop', id: 7 }],
    [
      'a segmenter for no track',
      parsePageToContent,
      { type: 'open-segmenter', replace: true, service: 'masks' },
    ],
    [
      'a failure of no track',
      parseContentToPage,
      { type: 'segmenter-failed', reason: 'webgl-lost' },
    ],
    ['a report without status', parsePageToContent, { type: 'reported' }],
    ['a state of its own', parsePageToContent, report({ state: 'fine' as 'off' })],
    ['a reason of its own', parsePageToContent, report({ reason: '<b>' as 'webgl-lost' })],
    ['endless frames', parsePageToContent, report({ fps: Number.POSITIVE_INFINITY })],
    ['negative frames', parsePageToContent, report({ fps: -1 })],
    ['an unknown variant', parsePageToContent, report({ variant: 'huge' as never })],
    ['a picture for no track', parseContentToPage, { type: 'picture-wanted' }],
    [
      'a picture that is none',
      parsePageToContent,
      { type: 'picture-taken', track: 2, picture: { ...PICTURE, height: 9 } },
    ],
    ['a popup that names no document', parsePopupToContent, { track: 2 }],
    ['no settings', parseContentToPage, { type: 'settings-changed' }],
    [
      'settings that are half',
      parseContentToPage,
      { type: 'settings-changed', settings: { ...SETTINGS, covered: undefined } },
    ],
    ['a tier of its own, reported', parsePageToContent, report({ tier: 'ultra' as 'low' })],
    ['a compositor of its own', parsePageToContent, report({ compositor: 'vulkan' as 'webgl' })],
    ['a compositor that is null', parsePageToContent, report({ compositor: null as never })],
    ['phases without end', parsePageToContent, report({ phases: { ...PHASES, read: endless } })],
    ['phases that are none', parsePageToContent, report({ phases: [] as never })],
    ['bytes that are none', parseContentToPage, { type: 'backdrop-loaded', id: 'a', bytes: 'x' }],
    ['an unknown model', parseLoopToSegmenter, { type: 'load', variant: '__proto__' }],
    ['too few pixels', parseLoopToSegmenter, { ...JOB, pixels: new ArrayBuffer(16) }],
    ['no pixels', parseLoopToSegmenter, { ...JOB, pixels: undefined }],
    ['a view for pixels', parseLoopToSegmenter, { ...JOB, pixels: new Uint8Array(pixels) }],
    ['a half id', parseLoopToSegmenter, { ...JOB, id: 0.5 }],
    ['pixels of another model', parseLoopToSegmenter, { ...REST, variant: 'general-192x112' }],
    ['pixels behind the end', parseLoopToSegmenter, { ...JOB, offset: (LAST + 1) * PART_BYTES }],
    ['pixels before the beginning', parseLoopToSegmenter, { ...JOB, offset: -PART_BYTES }],
    ['pixels out of step', parseLoopToSegmenter, { ...JOB, offset: 4 }],
    ['pixels nowhere', parseLoopToSegmenter, { ...JOB, offset: Number.NaN }],
    ['a job for no model', parseLoopToSegmenter, { ...JOB, variant: undefined }],
    ['a tick before now', parseClockToSegmenter, { type: 'tick', after: -1 }],
    ['a tick that never comes', parseClockToSegmenter, { type: 'tick', after: Number.NaN }],
    ['no mask', parseSegmenterToLoop, { type: 'segmented', id: 1 }],
    ['a failure without reason', parseSegmenterToLoop, { type: 'failed', detail: 'why' }],
    [
      'a fault of its own',
      parseContentToBackground,
      { type: 'document-changed', state: { isOff: false, reason: 'mine' } },
    ],
  ] as const)('%s', (_, parse, message) => {
    expect(parse(message)).toBeUndefined();
  });

  it('anything at all, without an exception', () => {
    const types = [
      'settings-wanted',
      'reported',
      'settings-changed',
      'load',
      'segment',
      'segmented',
      'failed',
    ];
    const parsers = [
      parsePageToContent,
      parseContentToPage,
      parseLoopToSegmenter,
      parseSegmenterToLoop,
      parseContentToBackground,
    ];
    const message = fc.record({ type: fc.constantFrom(...types), status: fc.anything() });
    fc.assert(
      fc.property(fc.anything(), message, (anything, near) => {
        for (const value of [anything, { ...near, id: anything, settings: anything }])
          for (const parse of parsers) expect(() => parse(value)).not.toThrow();
      }),
    );
  });
});

describe('messages of a page script of before settings went as one', () => {
  it.each([
    { type: 'effect-changed', effect: { kind: 'none' } },
    { type: 'tier-chosen', choice: { tier: 'low', adapt: true } },
    { type: 'compositor-recalled', name: 'planes' },
    { type: 'connect' },
    { type: 'set-effect', effect: { kind: 'blur', strength: 0.5 } },
  ])('%j is read by nobody', (message) => {
    expect(parseContentToPage(message)).toBeUndefined();
    expect(parsePageToContent(message)).toBeUndefined();
  });
});

it('a status is rebuilt, so that nothing rides along', () => {
  const message = { type: 'reported', status: { ...STATUS, html: '<script>' } };
  expect(parsePageToContent(message)).toEqual({ type: 'reported', status: STATUS });
});

function report(change: Partial<TrackStatus>) {
  return { type: 'reported', status: { ...STATUS, ...change } };
}
