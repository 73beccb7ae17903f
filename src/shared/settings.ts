import { DEFAULT_EFFECT, type HidingEffect, isBackdropId, parseEffect } from './effect';
import { type Framing, parseFraming } from './framing';
import { isLogLevel, type LogLevel } from './log';
import { isRecord } from './parse';
import { isTier, type Tier } from './tiers';

/** What a site may have of its own; what it lacks comes from the general settings. */
export type SiteSettings = { readonly enabled?: boolean; readonly effect?: HidingEffect };

/** All that the user has chosen, kept under one key in `storage.local`. */
export type Settings = {
  readonly version: 1;
  /** Switched off, the room is seen; nothing else shows it. */
  readonly enabled: boolean;
  readonly effect: HidingEffect;
  readonly sites: { readonly [origin: string]: SiteSettings };
  /** The parts that are shown of pictures, by their ids; of others the middle is. */
  readonly framings: { readonly [id: string]: Framing };
  /** `auto` picks the tier by the measured cost of this device. */
  readonly quality: 'auto' | Tier;
  /** Nobody is to be seen, on any site, also while Veil is off. */
  readonly covered: boolean;
  /** How much Veil tells the console, in every context. */
  readonly debug: LogLevel;
};

/** Key of the settings in `storage.local`. */
export const SETTINGS_KEY = 'settings';
/** Key under which a value that could not be read is kept aside. */
export const REJECTED_KEY = 'settings-rejected';

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  enabled: true,
  effect: DEFAULT_EFFECT,
  sites: {},
  framings: {},
  quality: 'auto',
  covered: false,
  debug: 'off',
};

/** `intact` is false when any part had to be replaced by its default. */
export type ParsedSettings = { readonly settings: Settings; readonly intact: boolean };

/**
 * Reads stored settings. Never throws and never trusts: what is missing or wrong gets its default,
 * what is right is kept. Nothing stored (undefined) is a first start, not damage.
 */
export function parseSettings(stored: unknown): ParsedSettings {
  if (stored === undefined) return { settings: DEFAULT_SETTINGS, intact: true };
  const value = migrate(stored);
  if (!value) return { settings: DEFAULT_SETTINGS, intact: false };

  const effect = parseHidingEffect(value['effect']);
  const sites = parseSites(value['sites']);
  // Older Veils have written neither `covered` nor `debug` nor `framings`.
  const framings = parseFramings(value['framings'] ?? DEFAULT_SETTINGS.framings);
  const { covered = DEFAULT_SETTINGS.covered, debug = DEFAULT_SETTINGS.debug } = value;
  const { enabled, quality } = value;
  const knownEnabled = typeof enabled === 'boolean';
  const knownCovered = typeof covered === 'boolean';
  const knownQuality = quality === 'auto' || isTier(quality);
  const knownDebug = isLogLevel(debug);
  const knownAll = knownEnabled && knownQuality && knownCovered && knownDebug;
  return {
    settings: {
      version: 1,
      enabled: knownEnabled ? enabled : DEFAULT_SETTINGS.enabled,
      effect: effect ?? DEFAULT_SETTINGS.effect,
      sites: sites.settings,
      framings: framings.framings,
      quality: knownQuality ? quality : DEFAULT_SETTINGS.quality,
      covered: knownCovered ? covered : DEFAULT_SETTINGS.covered,
      debug: knownDebug ? debug : DEFAULT_SETTINGS.debug,
    },
    intact: knownAll && effect !== undefined && sites.intact && framings.intact,
  };
}

/** The settings as they are for a site: its own before the general ones. */
export function settingsOf(settings: Settings, origin: string): Settings {
  const site = Object.hasOwn(settings.sites, origin) ? settings.sites[origin] : undefined;
  return { ...settings, ...site };
}

/** Brings an older version to the current shape; undefined for what no Veil has written. */
function migrate(stored: unknown): Record<string, unknown> | undefined {
  if (!isRecord(stored)) return undefined;
  // Version 0 is what the first drafts wrote: the same fields, without sites and quality.
  if (stored['version'] === 0)
    return migrate({ sites: {}, quality: 'auto', ...stored, version: 1 });
  if (stored['version'] !== 1) return undefined;
  const isOpen = isNone(stored['effect']);
  return isOpen ? { ...stored, enabled: false, effect: DEFAULT_SETTINGS.effect } : stored;
}

function parseSites(value: unknown): { settings: Settings['sites']; intact: boolean } {
  if (!isRecord(value)) return { settings: {}, intact: false };
  const sites: Record<string, SiteSettings> = {};
  let intact = true;
  for (const [origin, site] of Object.entries(value)) {
    const parsed = parseSite(site);
    if (parsed && origin !== '__proto__') sites[origin] = parsed;
    else intact = false;
  }
  return { settings: sites, intact };
}

function parseFramings(value: unknown): { framings: Settings['framings']; intact: boolean } {
  if (!isRecord(value)) return { framings: {}, intact: false };
  const entries = Object.entries(value);
  const read = entries.flatMap(([id, each]) => {
    const framing = isBackdropId(id) ? parseFraming(each) : undefined;
    return framing ? [[id, framing] as const] : [];
  });
  return { framings: Object.fromEntries(read), intact: read.length === entries.length };
}

function parseSite(value: unknown): SiteSettings | undefined {
  if (!isRecord(value)) return undefined;
  if (isNone(value['effect'])) return { enabled: false };
  const { enabled } = value;
  if (enabled !== undefined && typeof enabled !== 'boolean') return undefined;
  const effect = parseHidingEffect(value['effect']);
  if (value['effect'] !== undefined && effect === undefined) return undefined;
  return { ...(enabled === undefined ? {} : { enabled }), ...(effect ? { effect } : {}) };
}

/** True for `none`, which was once an effect to choose. It means what the switch does, and is no damage. */
function isNone(effect: unknown): boolean {
  return parseEffect(effect)?.kind === 'none';
}

/** Reads an effect that hides the room; undefined for anything else. Never throws. */
export function parseHidingEffect(value: unknown): HidingEffect | undefined {
  const effect = parseEffect(value);
  return effect?.kind === 'none' ? undefined : effect;
}
