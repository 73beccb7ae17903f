import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_SETTINGS as SETTINGS } from '../../shared/call-settings';
import { parseExtensionToPage, parsePageToExtension } from './extension-messages';

const head = { format: 'I420', codedWidth: 4, codedHeight: 2, timestamp: 1 };

describe('messages of a frame loop that the extension runs', () => {
  it.each([
    [parsePageToExtension, { type: 'start', camera: 'front' }],
    [parsePageToExtension, { type: 'settings-changed', settings: SETTINGS }],
    [
      parsePageToExtension,
      {
        type: 'settings-changed',
        settings: { ...SETTINGS, effect: { kind: 'none' }, covered: true },
      },
    ],
    [parsePageToExtension, { type: 'set-backdrop', id: 'dusk', bytes: null }],
    [parsePageToExtension, { type: 'end' }],
    [parsePageToExtension, { type: 'pixels', bytes: new ArrayBuffer(12) }],
    [parsePageToExtension, { type: 'frame', head }],
    [parseExtensionToPage, { type: 'frame', head }],
    [parseExtensionToPage, { type: 'frame-wanted' }],
    [parseExtensionToPage, { type: 'backdrop-wanted', id: 'dusk' }],
  ])('%o reads %o', (parse, message) => {
    expect(parse(message)).toEqual(message);
  });

  it('no settings show the camera: no frame comes back as it went', () => {
    const settings = { ...SETTINGS, effect: { kind: 'none' } };
    expect(parsePageToExtension({ type: 'settings-changed', settings })).toBeUndefined();
  });

  it.each([
    ['no message', undefined],
    ['settings that are half', { type: 'settings-changed', settings: { effect: SETTINGS.effect } }],
    ['an effect of an older page', { type: 'set-effect', effect: SETTINGS.effect }],
    ['a tier of an older page', { type: 'set-tier', choice: SETTINGS.tier }],
    ['pixels that are none', { type: 'pixels', bytes: [1, 2, 3] }],
    ['a frame without a head', { type: 'frame' }],
    ['a frame without a size', { type: 'frame', head: { ...head, codedWidth: '4' } }],
    ['a frame too large', { type: 'frame', head: { ...head, codedHeight: 2 ** 20 } }],
    ['a status of nothing', { type: 'reported', status: { state: 'running' } }],
    ['a picture of no name', { type: 'set-backdrop', id: 7, bytes: null }],
  ])('refuses %s', (_, message) => {
    expect(parsePageToExtension(message)).toBeUndefined();
    expect(parseExtensionToPage(message)).toBeUndefined();
  });
});
