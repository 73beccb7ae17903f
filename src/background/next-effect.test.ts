import { expect, it } from 'vitest';
import { DEFAULT_EFFECT, type HidingEffect } from '../shared/effect';
import { nextEffect } from './next-effect';

const PICTURES = ['dusk', 'own-a'];

it('goes round: the blur, every picture, the blur', () => {
  let effect: HidingEffect = { kind: 'blur', strength: 0.9 };
  const seen = [];
  for (let i = 0; i < 4; i++) {
    effect = nextEffect(effect, PICTURES);
    seen.push(effect.kind === 'image' ? effect.id : effect.kind);
  }
  expect(seen).toEqual(['dusk', 'own-a', 'blur', 'dusk']);
});

it('leads from a colour, and from a picture that is gone, to the blur', () => {
  expect(nextEffect({ kind: 'color', color: '#000000' }, PICTURES)).toEqual(DEFAULT_EFFECT);
  expect(nextEffect({ kind: 'image', id: 'gone' }, PICTURES)).toEqual(DEFAULT_EFFECT);
});
