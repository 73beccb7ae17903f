import type { HidingEffect } from './effect';
import { isRecord } from './parse';
import { parseHidingEffect, type Settings } from './settings';
import { isTier } from './tiers';

/** What an administrator has decided: neither user nor site has a say in it. */
export type Policy = Partial<Pick<Settings, 'enabled' | 'effect' | 'quality' | 'covered'>> & {
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
  const { enabled, quality, leastBlur, sitesOff } = value;
  const effect = parseHidingEffect(value['effect']);
  const isBlur = typeof leastBlur === 'number' && leastBlur >= 0 && leastBlur <= 1;
  return {
    ...(typeof enabled === 'boolean' && { enabled }),
    ...(effect && { effect }),
    ...((quality === 'auto' || isTier(quality)) && { quality }),
    ...(isBlur && { leastBlur }),
    ...(Array.isArray(sitesOff) && {
      sitesOff: sitesOff.filter((site) => typeof site === 'string'),
    }),
  };
}

/** The settings as a policy leaves them, on a site: it goes before the site's own, and these before the general ones. */
export function underPolicy(settings: Settings, policy: Policy, site: string): Settings {
  const { leastBlur = 0, sitesOff = [], ...fixed } = policy;
  const decided = { ...settings, ...fixed };
  const isOff = sitesOff.includes(site);
  return {
    ...decided,
    enabled: decided.enabled && !isOff,
    effect: atLeast(decided.effect, leastBlur),
  };
}

function atLeast(effect: HidingEffect, leastBlur: number): HidingEffect {
  return effect.kind === 'blur' && effect.strength < leastBlur
    ? { kind: 'blur', strength: leastBlur }
    : effect;
}
