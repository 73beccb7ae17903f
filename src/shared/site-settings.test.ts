import { describe, expect, it } from 'vitest';
import { DEFAULT_EFFECT } from './effect';
import { DEFAULT_SETTINGS } from './settings';
import { changeUses, usesOf, withSite } from './site-settings';

const A = 'https://a.example';
const B = 'https://b.example';
const DUSK = { kind: 'image', id: 'dusk' } as const;

describe('withSite', () => {
  it('changes one field and keeps the other, and other sites', () => {
    const sites = withSite({ [A]: { enabled: false }, [B]: { effect: DUSK } }, A, { effect: DUSK });
    expect(sites).toEqual({ [A]: { enabled: false, effect: DUSK }, [B]: { effect: DUSK } });
  });

  it('takes a field away, and a site that has nothing of its own any more', () => {
    const sites = { [A]: { enabled: false, effect: DUSK } };
    const switchedOn = withSite(sites, A, { enabled: undefined });
    expect(switchedOn).toEqual({ [A]: { effect: DUSK } });
    expect(withSite(switchedOn, A, { effect: undefined })).toEqual({});
  });
});

describe('the uses of a picture', () => {
  const settings = {
    ...DEFAULT_SETTINGS,
    effect: DUSK,
    sites: { [A]: { effect: DUSK, enabled: true }, [B]: { effect: { kind: 'image', id: 'loft' } } },
  } as const;

  it('are replaced where it goes, and come back with it', () => {
    const uses = usesOf(settings, 'dusk');
    expect(uses).toEqual({ general: true, sites: [A] });
    const without = changeUses(settings, uses);
    expect(without.effect).toEqual(DEFAULT_EFFECT);
    expect(without.sites[A]).toEqual({ effect: DEFAULT_EFFECT, enabled: true });
    expect(without.sites[B]).toEqual(settings.sites[B]);
    const back = changeUses({ ...settings, ...without }, uses, DUSK);
    expect({ ...settings, ...back }).toEqual(settings);
  });

  it('are none for another picture', () => {
    const uses = usesOf(settings, 'study');
    expect(uses).toEqual({ general: false, sites: [] });
    const { effect, sites } = settings;
    expect(changeUses(settings, uses)).toEqual({ effect, sites });
  });
});
