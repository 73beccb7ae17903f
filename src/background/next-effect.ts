import { DEFAULT_EFFECT, type HidingEffect } from '../shared/effect';

/** The background after this one: the blur, then the pictures in their order, then the blur again. */
export function nextEffect(effect: HidingEffect, pictures: readonly string[]): HidingEffect {
  const place = effect.kind === 'image' ? pictures.indexOf(effect.id) : -1;
  // A colour, and a picture that is gone, come before the blur.
  const isKnown = effect.kind === 'blur' || place >= 0;
  const id = isKnown ? pictures[place + 1] : undefined;
  return id ? { kind: 'image', id } : DEFAULT_EFFECT;
}
