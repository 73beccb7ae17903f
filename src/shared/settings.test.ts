import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_EFFECT } from './effect';
import { DEFAULT_SETTINGS, parseSettings, type Settings, settingsOf } from './settings';

const COMPLETE: Settings = {
  version: 1,
  enabled: false,
  effect: { kind: 'image', id: 'dusk' },
  sites: {
    'https://one.example': { enabled: true },
    'https://two.example': { effect: { kind: 'blur', strength: 1 } },
  },
  framings: { 'own-1': { x: 0.25, y: 0.75, zoom: 1.5 } },
  quality: 'medium',
  covered: true,
  debug: 'warn',
};

describe('parseSettings', () => {
  it('takes nothing stored for a first start', () => {
    expect(parseSettings(undefined)).toEqual({ settings: DEFAULT_SETTINGS, intact: true });
  });

  it('gives back what it wrote', () => {
    const stored = JSON.parse(JSON.stringify(COMPLETE));
    expect(parseSettings(stored)).toEqual({ settings: COMPLETE, intact: true });
  });

  it('migrates version 0 and keeps its choices', () => {
    const old = { version: 0, enabled: false, effect: { kind: 'color', color: '#112233' } };
    expect(parseSettings(old)).toEqual({
      settings: { ...DEFAULT_SETTINGS, ...old, version: 1 },
      intact: true,
    });
  });

  it('keeps the parts of pictures that are right', () => {
    const framings = { ...COMPLETE.framings, 'own-2': { x: 2, y: 0, zoom: 1 }, 'No id': { x: 0 } };
    expect(parseSettings({ ...COMPLETE, framings })).toEqual({ settings: COMPLETE, intact: false });
    const { framings: _, ...older } = COMPLETE;
    expect(parseSettings(older)).toEqual({ settings: { ...older, framings: {} }, intact: true });
  });

  it('takes the effect `none`, once there to choose, for switched off', () => {
    const old = { ...COMPLETE, enabled: true, effect: { kind: 'none' } };
    expect(parseSettings(old)).toEqual({
      settings: { ...COMPLETE, enabled: false, effect: DEFAULT_EFFECT },
      intact: true,
    });
    const sites = { 'https://three.example': { enabled: true, effect: { kind: 'none' } } };
    expect(parseSettings({ ...COMPLETE, sites })).toEqual({
      settings: { ...COMPLETE, sites: { 'https://three.example': { enabled: false } } },
      intact: true,
    });
  });

  it.each([
    ['a string', 'garbage'],
    ['null', null],
    ['a list', [1, 2]],
    ['a version of the future', { ...COMPLETE, version: 2 }],
    ['no version', { ...COMPLETE, version: undefined }],
  ])('gives defaults for %s, and says so', (_, stored) => {
    expect(parseSettings(stored)).toEqual({ settings: DEFAULT_SETTINGS, intact: false });
  });

  it.each([
    ['enabled', 'yes'],
    ['effect', { kind: 'blur', strength: 7 }],
    ['quality', 'best'],
    ['covered', 'yes'],
    ['debug', true],
    ['sites', 'all'],
  ] as const)('repairs a wrong %s and keeps the rest', (key, wrong) => {
    const { settings, intact } = parseSettings({ ...COMPLETE, [key]: wrong });
    expect(intact).toBe(false);
    expect(settings).toEqual({ ...COMPLETE, [key]: DEFAULT_SETTINGS[key] });
  });

  it.each([
    'covered',
    'debug',
  ] as const)('takes settings of before there was %s as they are', (key) => {
    const { [key]: _, ...old } = COMPLETE;
    const settings = { ...COMPLETE, [key]: DEFAULT_SETTINGS[key] };
    expect(parseSettings(old)).toEqual({ settings, intact: true });
  });

  it('drops a wrong site and keeps the others', () => {
    const sites = { ...COMPLETE.sites, 'https://bad.example': { enabled: 1 } };
    const { settings, intact } = parseSettings({ ...COMPLETE, sites });
    expect(intact).toBe(false);
    expect(settings.sites).toEqual(COMPLETE.sites);
  });

  it('never throws, and what it gives is always intact', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (anything, json) => {
        for (const value of [anything, json, { ...COMPLETE, sites: json, effect: anything }]) {
          const { settings } = parseSettings(value);
          expect(parseSettings(settings)).toEqual({ settings, intact: true });
        }
      }),
    );
  });
});

describe('settingsOf', () => {
  it('are the general ones for a site that has none', () => {
    expect(settingsOf(COMPLETE, 'https://other.example')).toEqual(COMPLETE);
    expect(settingsOf(COMPLETE, 'constructor')).toEqual(COMPLETE);
  });

  it('lets a site have its own switch and its own effect', () => {
    expect(settingsOf(COMPLETE, 'https://one.example')).toEqual({ ...COMPLETE, enabled: true });
    const effect = { kind: 'blur', strength: 1 };
    expect(settingsOf(COMPLETE, 'https://two.example')).toEqual({ ...COMPLETE, effect });
  });
});
