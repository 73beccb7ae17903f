import { DEFAULT_EFFECT, type HidingEffect } from './effect';
import type { Settings, SiteSettings } from './settings';

type Sites = Settings['sites'];

/**
 * The sites with a change of one; undefined takes a field away again, and with its last field the site goes
 * from the list.
 */
export function withSite(
  sites: Sites,
  origin: string,
  change: { readonly [Field in keyof SiteSettings]: SiteSettings[Field] | undefined },
): Sites {
  const { [origin]: before, ...others } = sites;
  const { enabled, effect } = { ...before, ...change };
  const site = { ...(enabled !== undefined && { enabled }), ...(effect && { effect }) };
  return Object.keys(site).length > 0 ? { ...others, [origin]: site } : others;
}

/** Where a picture is in use: everywhere else, and on sites of its own. */
export type BackdropUses = { readonly general: boolean; readonly sites: readonly string[] };

export function usesOf({ effect, sites }: Settings, id: string): BackdropUses {
  const shows = (shown: HidingEffect | undefined) => shown?.kind === 'image' && shown.id === id;
  const origins = Object.keys(sites).filter((origin) => shows(sites[origin]?.effect));
  return { general: shows(effect), sites: origins };
}

/** The settings with another effect, or the default one, in all those places. */
export function changeUses(
  { effect, sites }: Settings,
  uses: BackdropUses,
  to: HidingEffect = DEFAULT_EFFECT,
): Pick<Settings, 'effect' | 'sites'> {
  const changed = uses.sites.reduce((all, origin) => withSite(all, origin, { effect: to }), sites);
  return { effect: uses.general ? to : effect, sites: changed };
}
