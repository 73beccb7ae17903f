/** What a page and the extension's loop say to each other: 10,000 made-up values for each parser. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_SETTINGS as SETTINGS } from '../../shared/call-settings';
import { CASES, spoiled } from '../../shared/tests/spoiled';
import { idleStatus } from '../idle-status';
import { parseExtensionToPage, parsePageToExtension } from './extension-messages';

const bytes = new ArrayBuffer(12);
const head = { format: 'I420', codedWidth: 4, codedHeight: 2, timestamp: 1 };
const MESSAGES = [
  { type: 'start', camera: 'front' },
  { type: 'settings-changed', settings: SETTINGS },
  { type: 'set-backdrop', id: 'dusk', bytes },
  { type: 'pixels', bytes },
  { type: 'frame', head },
  { type: 'frame-wanted' },
  { type: 'backdrop-wanted', id: 'dusk' },
  { type: 'reported', status: idleStatus('ended') },
];

describe.each([
  ['parsePageToExtension', parsePageToExtension],
  ['parseExtensionToPage', parseExtensionToPage],
])('%s', (_, parse) => {
  it('never throws; what it reads it reads again, and no settings show the camera, no frame is empty', () => {
    fc.assert(
      fc.property(spoiled(MESSAGES), (value) => {
        const read = parse(value);
        if (!read) return true;
        if (!isDeepStrictEqual(parse(read), read)) expect(parse(read)).toEqual(read);
        if (read.type === 'frame') return read.head.codedWidth > 0 && read.head.codedHeight > 0;
        return read.type !== 'settings-changed' || read.settings.effect.kind !== 'none';
      }),
      CASES,
    );
  });
});
