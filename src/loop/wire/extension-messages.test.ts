import { describe, expect, it } from 'vitest';
import { parsePageToRemote, parseRemoteToPage } from './extension-messages';

const head = { format: 'I420', codedWidth: 4, codedHeight: 2, timestamp: 1 };

describe('messages of a frame loop that the extension runs', () => {
  it.each([
    [parsePageToRemote, { type: 'start', camera: 'front' }],
    [parsePageToRemote, { type: 'set-effect', effect: { kind: 'blur', strength: 0.5 } }],
    [parsePageToRemote, { type: 'set-backdrop', id: 'dusk', bytes: null }],
    [parsePageToRemote, { type: 'end' }],
    [parsePageToRemote, { type: 'pixels', bytes: new ArrayBuffer(12) }],
    [parsePageToRemote, { type: 'frame', head }],
    [parseRemoteToPage, { type: 'frame', head }],
    [parseRemoteToPage, { type: 'frame-wanted' }],
    [parseRemoteToPage, { type: 'backdrop-wanted', id: 'dusk' }],
  ])('%o reads %o', (parse, message) => {
    expect(parse(message)).toEqual(message);
  });

  it('no effect is none: no frame comes back as it went', () => {
    expect(parsePageToRemote({ type: 'set-effect', effect: { kind: 'none' } })).toBeUndefined();
  });

  it.each([
    ['no message', undefined],
    ['pixels that are none', { type: 'pixels', bytes: [1, 2, 3] }],
    ['a frame without a head', { type: 'frame' }],
    ['a frame without a size', { type: 'frame', head: { ...head, codedWidth: '4' } }],
    ['a frame too large', { type: 'frame', head: { ...head, codedHeight: 2 ** 20 } }],
    ['a status of nothing', { type: 'reported', status: { state: 'running' } }],
    ['a picture of no name', { type: 'set-backdrop', id: 7, bytes: null }],
  ])('refuses %s', (_, message) => {
    expect(parsePageToRemote(message)).toBeUndefined();
    expect(parseRemoteToPage(message)).toBeUndefined();
  });
});
