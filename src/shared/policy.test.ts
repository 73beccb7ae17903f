import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_POLICY, parsePolicy, underPolicy } from './policy';
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
    };
    expect(parsePolicy(policy)).toEqual(policy);
    const wrong = {
      enabled: 'yes',
      effect: { kind: 'none' },
      quality: 'best',
      leastBlur: 2,
      sitesOff: 7,
    };
    expect(parsePolicy(wrong)).toEqual(NO_POLICY);
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

  it('are off on the sites that are named, and nowhere else', () => {
    expect(under({ enabled: true, sitesOff: [SITE] }).enabled).toBe(false);
    expect(under({ enabled: true, sitesOff: [SITE] }, 'https://other.example').enabled).toBe(true);
  });
});
