import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseContentToBackground,
  parseContentToPage,
  parseLoopToSegmenter,
  parsePageToContent,
  parseSegmenterToLoop,
} from './messages';
import { inputOf, type ModelVariantName } from './model-variants';
import type { TrackStatus } from './status';

const DEFAULT_VARIANT: ModelVariantName = 'general-320x176';
const { width, height } = inputOf(DEFAULT_VARIANT);
const pixels = new ArrayBuffer(width * height * 4);
const parseJob = (value: unknown) => parseLoopToSegmenter(value, DEFAULT_VARIANT);

const STATUS: TrackStatus = {
  track: 1,
  state: 'running',
  fps: 29.9,
  latency: 12,
  coveredFrames: 3,
  width: 1280,
  height: 720,
  variant: DEFAULT_VARIANT,
  place: 'worker',
  kernels: 'wasm',
};

describe('good messages pass as they are', () => {
  it.each([
    [parsePageToContent, { type: 'connect' }],
    [parsePageToContent, { type: 'open-segmenter', track: 1, replace: false }],
    [parsePageToContent, { type: 'load-backdrop', id: 'dusk' }],
    [parsePageToContent, { type: 'reported', status: STATUS }],
    [
      parsePageToContent,
      { type: 'reported', status: { ...STATUS, state: 'fault', reason: 'webgl-lost' } },
    ],
    [parseContentToPage, { type: 'effect-changed', effect: { kind: 'blur', strength: 0.5 } }],
    [parseContentToPage, { type: 'backdrop-loaded', id: 'dusk', bytes: pixels }],
    [parseContentToPage, { type: 'backdrop-failed', id: 'dusk' }],
    [parseContentToPage, { type: 'pipeline-failed', reason: 'extension-gone' }],
    [parseContentToPage, { type: 'segmenter-failed', track: 1, reason: 'segmenter-blocked' }],
    [parseJob, { type: 'load', variant: DEFAULT_VARIANT }],
    [parseJob, { type: 'segment', id: 7, pixels }],
    [parseSegmenterToLoop, { type: 'loaded', variant: DEFAULT_VARIANT }],
    [parseSegmenterToLoop, { type: 'segmented', id: 7, mask: new ArrayBuffer(4), pixels }],
    [parseSegmenterToLoop, { type: 'failed', reason: 'model-missing', detail: 'why' }],
    [parseContentToBackground, { type: 'inject-pipeline' }],
    [parseContentToBackground, { type: 'load-backdrop', id: 'own-1' }],
    [parseContentToBackground, { type: 'fault-changed', reason: null }],
  ] as const)('%o %j', (parse, message) => {
    expect(parse(message)).toEqual(message);
  });
});

describe('bad messages are ignored', () => {
  it.each([
    ['no object', parsePageToContent, 'connect'],
    ['null', parsePageToContent, null],
    ['no type', parsePageToContent, {}],
    ['an unknown type', parsePageToContent, { type: 'format-disk' }],
    ['a path for a backdrop', parsePageToContent, { type: 'load-backdrop', id: '../../manifest' }],
    ['a number for a backdrop', parsePageToContent, { type: 'load-backdrop', id: 7 }],
    ['a segmenter for no track', parsePageToContent, { type: 'open-segmenter', replace: true }],
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
    ['an effect that is none', parseContentToPage, { type: 'effect-changed', effect: 'blur' }],
    ['bytes that are none', parseContentToPage, { type: 'backdrop-loaded', id: 'a', bytes: 'x' }],
    ['an unknown model', parseJob, { type: 'load', variant: '__proto__' }],
    ['too few pixels', parseJob, { type: 'segment', id: 1, pixels: new ArrayBuffer(16) }],
    ['no pixels', parseJob, { type: 'segment', id: 1 }],
    ['a view for pixels', parseJob, { type: 'segment', id: 1, pixels: new Uint8Array(pixels) }],
    ['a half id', parseJob, { type: 'segment', id: 0.5, pixels }],
    ['a mask without pixels', parseSegmenterToLoop, { type: 'segmented', id: 1, mask: pixels }],
    ['a failure without reason', parseSegmenterToLoop, { type: 'failed', detail: 'why' }],
    ['a fault of its own', parseContentToBackground, { type: 'fault-changed', reason: 'mine' }],
  ] as const)('%s', (_, parse, message) => {
    expect(parse(message)).toBeUndefined();
  });

  it('pixels before a model is loaded', () => {
    expect(parseLoopToSegmenter({ type: 'segment', id: 1, pixels }, undefined)).toBeUndefined();
  });

  it('anything at all, without an exception', () => {
    const types = [
      'connect',
      'reported',
      'effect-changed',
      'load',
      'segment',
      'segmented',
      'failed',
    ];
    const parsers = [
      parsePageToContent,
      parseContentToPage,
      parseJob,
      parseSegmenterToLoop,
      parseContentToBackground,
    ];
    const message = fc.record({ type: fc.constantFrom(...types), status: fc.anything() });
    fc.assert(
      fc.property(fc.anything(), message, (anything, near) => {
        for (const value of [anything, { ...near, id: anything, effect: anything }])
          for (const parse of parsers) expect(() => parse(value)).not.toThrow();
      }),
    );
  });
});

it('a status is rebuilt, so that nothing rides along', () => {
  const message = { type: 'reported', status: { ...STATUS, html: '<script>' } };
  expect(parsePageToContent(message)).toEqual({ type: 'reported', status: STATUS });
});

function report(change: Partial<TrackStatus>) {
  return { type: 'reported', status: { ...STATUS, ...change } };
}
