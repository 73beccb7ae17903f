import { type CompositorName, isCompositorName } from './compositor-name';
import { type Effect, type HidingEffect, parseEffect } from './effect';
import { isLogLevel, type LogLevel } from './log';
import { isRecord } from './parse';
import { NO_POLICY, type Policy, underPolicy } from './policy';
import { DEFAULT_SETTINGS, type Settings, settingsOf } from './settings';
import { DEFAULT_TIER, parseTierChoice, type Tier, type TierChoice } from './tiers';

/**
 * All that a call is told: resolved by the content script, parsed where it comes to the page and to the
 * extension's loop, and handed on unread in between.
 */
export type CallSettings = {
  readonly effect: Effect;
  readonly tier: TierChoice;
  /** The user wants nobody to be seen: the backdrop alone goes out, whatever the effect. */
  readonly covered: boolean;
  /** What composites fastest on this device; a call to which nothing is said finds out by itself. */
  readonly compositor?: CompositorName;
  /** How much the call's contexts tell the console. */
  readonly debug: LogLevel;
};

/** What was found out about this device, and where the next call on it begins. */
export type DeviceFindings = {
  readonly tier: Tier;
  readonly compositor?: CompositorName;
};

/** A device of which nothing is known. */
export const UNKNOWN_DEVICE: DeviceFindings = { tier: DEFAULT_TIER };

type Circumstances = {
  readonly settings: Settings;
  /** The origin in the address bar. */
  readonly site: string;
  readonly device: DeviceFindings;
  readonly policy?: Policy;
};

/**
 * What a call on a site gets. The policy goes before the site's own settings, and these before the
 * general ones. Veil that is off shows the camera, unless the user has covered it.
 */
export function resolveCallSettings({
  settings,
  site,
  device,
  policy = NO_POLICY,
}: Circumstances): CallSettings {
  const { enabled, effect, framings, quality, covered, debug } = underPolicy(
    settingsOf(settings, site),
    policy,
    site,
  );
  const adapt = quality === 'auto';
  return {
    effect: enabled ? framed(effect, framings) : { kind: 'none' },
    tier: { tier: adapt ? device.tier : quality, adapt },
    covered,
    debug,
    ...(device.compositor && { compositor: device.compositor }),
  };
}

/** The effect, with the part of its picture that is shown. */
function framed(effect: HidingEffect, framings: Settings['framings']): HidingEffect {
  if (effect.kind !== 'image') return effect;
  const framing = Object.hasOwn(framings, effect.id) ? framings[effect.id] : undefined;
  return { kind: 'image', id: effect.id, ...(framing && { framing }) };
}

/** What a call gets of a user who has chosen nothing, on a device of which nothing is known. */
export const DEFAULT_CALL_SETTINGS: CallSettings = /* @__PURE__ */ resolveCallSettings({
  settings: DEFAULT_SETTINGS,
  site: '',
  device: UNKNOWN_DEVICE,
});

/** Whether the camera's own picture goes out. */
export function showsCamera({
  effect,
  covered,
}: Pick<CallSettings, 'effect' | 'covered'>): boolean {
  return effect.kind === 'none' && !covered;
}

/** The same text for the same settings, as long as both were resolved or parsed here. */
export function serialiseCallSettings(settings: CallSettings): string {
  return JSON.stringify(settings);
}

/**
 * Reads a call's settings from data nobody vouches for; undefined when any part of them is wrong or
 * missing. Never throws.
 */
export function parseCallSettings(value: unknown): CallSettings | undefined {
  if (!isRecord(value)) return undefined;
  const effect = parseEffect(value['effect']);
  const tier = parseTierChoice(value['tier']);
  const { covered, compositor, debug } = value;
  if (!effect || !tier || typeof covered !== 'boolean' || !isLogLevel(debug)) return undefined;
  if (compositor !== undefined && !isCompositorName(compositor)) return undefined;
  return { effect, tier, covered, debug, ...(compositor && { compositor }) };
}
