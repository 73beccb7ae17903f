import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HidingEffect } from './effect';
import { NO_POLICY, type Policy, parsePolicy, underPolicy } from './policy';
import { DEFAULT_SETTINGS } from './settings';

const SITE = 'https://call.example';

describe('parsePolicy', () => {
  it('reads what is right and leaves out what is not', () => {
    const policy = {
      enabled: true,
      effect: { kind: 'image', id: 'studio' },
      quality: 'light',
      leastBlur: 0.4,
      sitesOff: [SITE],
      allowed: ['blur', 'own'],
      presets: ['own-preset-0a1b'],
    };
    expect(parsePolicy(policy)).toEqual(policy);
    const wrong = {
      enabled: 'yes',
      effect: { kind: 'none' },
      quality: 'best',
      leastBlur: 2,
      sitesOff: 7,
      allowed: 'blur',
      presets: true,
    };
    expect(parsePolicy(wrong)).toEqual(NO_POLICY);
    expect(parsePolicy({ allowed: ['none', 'color', 3], presets: ['dusk', 'own-1', 5] })).toEqual({
      allowed: ['color'],
      presets: [],
    });
    expect(parsePolicy({ sitesOff: [SITE, 5, null] })).toEqual({ sitesOff: [SITE] });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        parsePolicy(value);
      }),
    );
  });
});

describe('settings under a policy', () => {
  const under = (policy: Parameters<typeof underPolicy>[1], site = SITE) =>
    underPolicy({ ...DEFAULT_SETTINGS, effect: { kind: 'blur', strength: 0.1 } }, policy, site);

  it('are as the user has them where nothing is decided', () => {
    expect(underPolicy(DEFAULT_SETTINGS, NO_POLICY, SITE)).toEqual(DEFAULT_SETTINGS);
  });

  it('have a blur that is strong enough, and leave a stronger one', () => {
    expect(under({ leastBlur: 0.6 }).effect).toEqual({ kind: 'blur', strength: 0.6 });
    expect(under({ leastBlur: 0.05 }).effect).toEqual({ kind: 'blur', strength: 0.1 });
  });

  it('have what is allowed, and something else that is in the place of what is not', () => {
    const PRESET = 'own-preset-0a1b';
    const choose = (effect: HidingEffect, policy: Policy) =>
      underPolicy({ ...DEFAULT_SETTINGS, effect }, policy, SITE).effect;
    const green = { kind: 'color', color: '#00ff00' } as const;
    const image = (id: string) => ({ kind: 'image', id }) as const;
    expect(choose(green, { allowed: ['color'] })).toEqual(green);
    expect(choose(green, { allowed: ['blur'], leastBlur: 0.8 })).toEqual({
      kind: 'blur',
      strength: 0.8,
    });
    expect(choose(image('own-1'), { allowed: ['own'] })).toEqual(image('own-1'));
    expect(choose(image('own-1'), { allowed: ['image'] })).toEqual(image('studio'));
    expect(choose(image('dusk'), { allowed: ['own'], presets: [PRESET] })).toEqual(image(PRESET));
    expect(choose(image(PRESET), { allowed: [], presets: [PRESET] })).toEqual(image(PRESET));
    // One that the organisation has taken back, and nothing that is allowed: the room is hidden all the same.
    expect(choose(image(PRESET), { allowed: [] })).toEqual(DEFAULT_SETTINGS.effect);
    expect(choose(image(PRESET), NO_POLICY)).toEqual(DEFAULT_SETTINGS.effect);
    expect(choose(image(PRESET), { allowed: ['own'] })).toEqual(DEFAULT_SETTINGS.effect);
    expect(choose(image('dusk'), { allowed: ['blur'], effect: green })).toEqual(green);
  });

  it('are off on the sites that are named, and nowhere else', () => {
    expect(under({ enabled: true, sitesOff: [SITE] }).enabled).toBe(false);
    expect(under({ enabled: true, sitesOff: [SITE] }, 'https://other.example').enabled).toBe(true);
  });
});
