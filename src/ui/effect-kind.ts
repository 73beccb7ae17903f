import type { HidingEffect } from '../shared/effect';

/** What can be chosen besides the pictures; each is the key of its name, too. */
export type EffectKind = 'blur_slight' | 'blur_strong' | 'color';

/** A blur is called strong from this strength on, 0..1. */
export const STRONG_BLUR = 0.5;

/** The kind of an effect that is no picture. */
export function effectKind(effect: Exclude<HidingEffect, { kind: 'image' }>): EffectKind {
  if (effect.kind === 'color') return 'color';
  return effect.strength < STRONG_BLUR ? 'blur_slight' : 'blur_strong';
}
