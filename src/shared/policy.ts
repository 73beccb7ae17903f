import {
  DEFAULT_EFFECT,
  type HidingEffect,
  isBackdropId,
  OWN_PREFIX,
  PRESET_PREFIX,
} from './effect';
import { isRecord } from './parse';
import { parseHidingEffect, type Settings } from './settings';
import { isTier } from './tiers';

/** What backgrounds there are to allow: `image` comes with Veil, `own` are the user's pictures and videos. */
export const BACKGROUNDS = ['blur', 'color', 'image', 'own'] as const;
export type Background = (typeof BACKGROUNDS)[number];

/** What an administrator has decided: neither user nor site has a say in it. */
export type Policy = Partial<Pick<Settings, 'enabled' | 'effect' | 'quality' | 'covered'>> & {
  /** What may be chosen, besides the pictures that the organisation brings along. */
  readonly allowed?: readonly Background[];
  /** The ids of these pictures, which are kept with the user's own. */
  readonly presets?: readonly string[];
  /** The weakest blur, 0..1. */
  readonly leastBlur?: number;
  /** Sites on which Veil stays off, by their origins. */
  readonly sitesOff?: readonly string[];
};

/** Nothing is decided. */
export const NO_POLICY: Policy = {};

/** Reads what an administrator has written; what is wrong is as if it were not there. Never throws. */
export function parsePolicy(value: unknown): Policy {
  if (!isRecord(value)) return NO_POLICY;
  const { enabled, quality, leastBlur, sitesOff, allowed, presets } = value;
  const effect = parseHidingEffect(value['effect']);
  const isBlur = typeof leastBlur === 'number' && leastBlur >= 0 && leastBlur <= 1;
  return {
    ...(typeof enabled === 'boolean' && { enabled }),
    ...(effect && { effect }),
    ...((quality === 'auto' || isTier(quality)) && { quality }),
    ...(isBlur && { leastBlur }),
    ...(Array.isArray(allowed) && {
      allowed: BACKGROUNDS.filter((background) => allowed.includes(background)),
    }),
    ...(Array.isArray(presets) && { presets: presets.filter(isPreset) }),
    ...(Array.isArray(sitesOff) && {
      sitesOff: sitesOff.filter((site) => typeof site === 'string'),
    }),
  };
}

/** The settings as a policy leaves them, on a site: it goes before the site's own, and these before the general ones. */
export function underPolicy(settings: Settings, policy: Policy, site: string): Settings {
  const { leastBlur = 0, sitesOff = [], allowed: _, presets: __, ...fixed } = policy;
  const decided = { ...settings, ...fixed };
  const isOff = sitesOff.includes(site);
  return {
    ...decided,
    enabled: decided.enabled && !isOff,
    effect: atLeast(
      policy.effect ?? (isAllowed(settings.effect, policy) ? settings.effect : fallbackOf(policy)),
      leastBlur,
    ),
  };
}

/** Whether this may be chosen under the policy. */
export function isAllowed(effect: HidingEffect, { allowed, presets = [] }: Policy): boolean {
  const id = effect.kind === 'image' ? effect.id : '';
  // One that was taken back is gone, whatever is allowed.
  if (id.startsWith(PRESET_PREFIX)) return presets.includes(id);
  if (!allowed) return true;
  if (effect.kind !== 'image') return allowed.includes(effect.kind);
  return allowed.includes(effect.id.startsWith(OWN_PREFIX) ? 'own' : 'image');
}

/** What stands in the place of something that may not be chosen. */
function fallbackOf({ allowed = BACKGROUNDS, presets = [] }: Policy): HidingEffect {
  const [preset] = presets;
  if (allowed.includes('blur')) return DEFAULT_EFFECT;
  if (preset) return { kind: 'image', id: preset };
  if (allowed.includes('image')) return { kind: 'image', id: 'studio' };
  // Something must hide the room.
  return allowed.includes('color') ? { kind: 'color', color: '#2a2f3a' } : DEFAULT_EFFECT;
}

function isPreset(id: unknown): id is string {
  return isBackdropId(id) && id.startsWith(PRESET_PREFIX);
}

/** The effect, or, where that is a weaker blur, one of this strength, 0..1. */
export function atLeast(effect: HidingEffect, leastBlur: number): HidingEffect {
  return effect.kind === 'blur' && effect.strength < leastBlur
    ? { kind: 'blur', strength: leastBlur }
    : effect;
}
