import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASES, spoiled } from '../shared/tests/spoiled';
import { stubBrowser, stubLocks } from './tests/fake-browser';

const values = stubBrowser();
stubLocks();
const { changePanel, DEFAULT_PANEL, PANEL_KEY, parsePanel, readPanel, usedNow } = await import(
  './panel-store'
);

describe('the state of the panels', () => {
  it('has its defaults where nothing, or nonsense, is stored', () => {
    for (const stored of [
      undefined,
      null,
      7,
      [],
      {},
      { mirrored: 'yes', recent: 'dusk', camera: 1 },
    ])
      expect(parsePanel(stored)).toEqual(DEFAULT_PANEL);
  });

  it('keeps what is right', () => {
    const state = { mirrored: false, previewAlways: true, camera: 'c', recent: ['dusk'] };
    expect(parsePanel(state)).toEqual(state);
    expect(parsePanel({ ...state, recent: ['dusk', '<b>', 5] }).recent).toEqual(['dusk']);
  });

  it('never throws, and reads again what it has read', () => {
    const good = { mirrored: false, previewAlways: true, camera: 'c', recent: ['dusk', 'own-1'] };
    fc.assert(
      fc.property(spoiled([good]), (value) => {
        const read = parsePanel(value);
        return isDeepStrictEqual(parsePanel(read), read);
      }),
      CASES,
    );
  });

  it('loses no change of two at once', async () => {
    await Promise.all([changePanel({ mirrored: false }), changePanel({ camera: 'usb' })]);
    expect(await readPanel()).toEqual({ ...DEFAULT_PANEL, mirrored: false, camera: 'usb' });
    expect(values[PANEL_KEY]).toMatchObject({ camera: 'usb' });
  });

  it('has what is used now first, once, and forgets what was used long ago', () => {
    expect(usedNow(['a', 'b'], 'b')).toEqual(['b', 'a']);
    expect(usedNow(['a', 'b', 'c', 'd', 'e', 'f'], 'g')).toEqual(['g', 'a', 'b', 'c', 'd', 'e']);
  });
});
