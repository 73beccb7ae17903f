import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CallSettings,
  DEFAULT_CALL_SETTINGS,
  parseCallSettings,
  resolveCallSettings,
  serialiseCallSettings,
  showsCamera,
  UNKNOWN_DEVICE,
} from './call-settings';
import type { HidingEffect } from './effect';
import { DEFAULT_SETTINGS, type Settings } from './settings';

const SITE = 'https://one.example';
const ELSEWHERE = 'https://two.example';
const RED = { kind: 'color', color: '#ff0000' } as const;
const NONE = { kind: 'none' } as const;
const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  effect: { kind: 'image', id: 'dusk' },
  sites: { [SITE]: { effect: RED } },
};
const device = { tier: 'low', compositor: 'planes' } as const;

describe('what a call gets', () => {
  const resolve = (change: Partial<Settings> = {}, site = ELSEWHERE) =>
    resolveCallSettings({ settings: { ...SETTINGS, ...change }, site, device });

  it('is what the user has chosen, and where the last call on the device has come to', () => {
    expect(resolve()).toEqual({
      effect: SETTINGS.effect,
      tier: { tier: 'low', adapt: true },
      covered: false,
      debug: 'off',
      compositor: 'planes',
    });
  });

  it('begins as on any device where nothing was found out', () => {
    const settings = resolveCallSettings({
      settings: SETTINGS,
      site: ELSEWHERE,
      device: UNKNOWN_DEVICE,
    });
    expect(settings.tier).toEqual({ tier: 'high', adapt: true });
    expect(settings).not.toHaveProperty('compositor');
  });

  it('keeps a tier that the user has chosen, whatever the device', () => {
    expect(resolve({ quality: 'light' }).tier).toEqual({ tier: 'light', adapt: false });
  });

  it('is the site’s own where it has one', () => {
    expect(resolve({}, SITE).effect).toEqual(RED);
  });

  it('shows the part of a picture that was chosen for it, wherever that is in use', () => {
    const framings = { dusk: { x: 0, y: 1, zoom: 2 } };
    expect(resolve({ framings }).effect).toEqual({ ...SETTINGS.effect, framing: framings.dusk });
    expect(resolve({ framings, effect: { kind: 'image', id: 'loft' } }).effect).toEqual({
      kind: 'image',
      id: 'loft',
    });
  });

  it('is the camera while Veil is off, for all sites or for this one', () => {
    expect(resolve({ enabled: false }, SITE).effect).toEqual(NONE);
    const sites = { [SITE]: { enabled: false } };
    expect(resolve({ sites }, SITE).effect).toEqual(NONE);
    expect(resolve({ sites }).effect).toEqual(SETTINGS.effect);
    const on = { enabled: false, sites: { [SITE]: { enabled: true } } };
    expect(resolve(on, SITE).effect).toEqual(SETTINGS.effect);
  });

  it('is a cover on every site, on or off', () => {
    expect(resolve({ covered: true }, SITE).covered).toBe(true);
    const off = resolve({ covered: true, enabled: false });
    expect(off).toMatchObject({ effect: NONE, covered: true });
    expect(showsCamera(off)).toBe(false);
    expect(showsCamera(resolve({ enabled: false }))).toBe(true);
    expect(showsCamera(resolve())).toBe(false);
  });

  it('is what the policy says, against user and site', () => {
    const policy = {
      enabled: true,
      effect: { kind: 'blur', strength: 1 },
      quality: 'least',
    } as const;
    const settings = { ...SETTINGS, enabled: false };
    const resolved = resolveCallSettings({ settings, site: SITE, device, policy });
    expect(resolved).toMatchObject({
      effect: policy.effect,
      tier: { tier: 'least', adapt: false },
    });
  });
});

describe('settings of a call on the wire', () => {
  const BLUR: HidingEffect = { kind: 'blur', strength: 0.5 };
  const GOOD: CallSettings = {
    ...DEFAULT_CALL_SETTINGS,
    effect: BLUR,
    tier: { tier: 'low', adapt: true },
    compositor: 'webgl',
  };
  const { compositor: _, ...WITHOUT_COMPOSITOR } = GOOD;

  it.each([GOOD, WITHOUT_COMPOSITOR, { ...GOOD, covered: true }])('%j is read', (settings) => {
    expect(parseCallSettings(settings)).toEqual(settings);
  });

  it.each([
    ['nothing', undefined],
    ['a list', [GOOD]],
    ['an effect alone', { effect: GOOD.effect }],
    ['an unknown effect', { ...GOOD, effect: { kind: 'sepia' } }],
    ['an unknown tier', { ...GOOD, tier: { tier: 'ultra', adapt: true } }],
    ['a tier of the prototype', { ...GOOD, tier: { tier: 'constructor', adapt: true } }],
    ['half a choice of tier', { ...GOOD, tier: { tier: 'low' } }],
    ['no word on the cover', { ...GOOD, covered: undefined }],
    ['an unknown level of the console', { ...GOOD, debug: 'all' }],
    ['a cover that is no switch', { ...GOOD, covered: 'no' }],
    ['an unknown compositor', { ...GOOD, compositor: 'toString' }],
    ['no compositor at all', { ...GOOD, compositor: null }],
  ])('%s is refused', (_, settings) => {
    expect(parseCallSettings(settings)).toBeUndefined();
  });

  it('never throws, and rebuilds what it reads: nothing rides along', () => {
    expect(parseCallSettings({ ...GOOD, html: '<script>' })).toEqual(GOOD);
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        for (const key of Object.keys(GOOD))
          expect(() => parseCallSettings({ ...GOOD, [key]: anything })).not.toThrow();
      }),
    );
  });

  it('has one serialised form, whoever made it', () => {
    const turned = Object.fromEntries(Object.entries(GOOD).toReversed());
    const parsed = parseCallSettings(turned);
    expect(parsed && serialiseCallSettings(parsed)).toBe(serialiseCallSettings(GOOD));
    const resolved = resolveCallSettings({
      settings: { ...DEFAULT_SETTINGS, effect: BLUR },
      site: SITE,
      device: { tier: 'low', compositor: 'webgl' },
    });
    expect(serialiseCallSettings(resolved)).toBe(serialiseCallSettings(GOOD));
  });

  it('differs in that form by each single setting', () => {
    const others: CallSettings[] = [
      GOOD,
      { ...GOOD, covered: true },
      { ...GOOD, debug: 'debug' },
      { ...GOOD, effect: { kind: 'blur', strength: 0.6 } },
      { ...GOOD, tier: { tier: 'low', adapt: false } },
      WITHOUT_COMPOSITOR,
    ];
    expect(new Set(others.map(serialiseCallSettings)).size).toBe(others.length);
  });
});
