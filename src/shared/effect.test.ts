import { describe, expect, it } from 'vitest';
import { colorChannels, type Effect, parseEffect } from './effect';

describe('parseEffect', () => {
  it.each<Effect>([
    { kind: 'none' },
    { kind: 'blur', strength: 0 },
    { kind: 'blur', strength: 1 },
    { kind: 'color', color: '#00ff7f' },
    { kind: 'image', id: 'dusk' },
    { kind: 'image', id: 'own-0b0f7a4e-21aa-4d43-9ad7-2f6b4a6c1f11' },
  ])('takes %j as it is', (effect) => {
    expect(parseEffect(effect)).toEqual(effect);
  });

  it('leaves out what does not belong to the effect', () => {
    expect(parseEffect({ kind: 'none', strength: 1, more: true })).toEqual({ kind: 'none' });
  });

  it('writes colours in lower case', () => {
    expect(parseEffect({ kind: 'color', color: '#AABBCC' })).toEqual({
      kind: 'color',
      color: '#aabbcc',
    });
  });

  it.each([
    [undefined],
    [null],
    ['blur'],
    [[]],
    [{}],
    [{ kind: 'fog' }],
    [{ kind: 'blur' }],
    [{ kind: 'blur', strength: -0.01 }],
    [{ kind: 'blur', strength: 1.01 }],
    [{ kind: 'blur', strength: Number.NaN }],
    [{ kind: 'blur', strength: '0.5' }],
    [{ kind: 'color', color: 'red' }],
    [{ kind: 'color', color: '#fff' }],
    [{ kind: 'color', color: '#00ff7f ' }],
    [{ kind: 'image' }],
    [{ kind: 'image', id: '' }],
    [{ kind: 'image', id: '../secret' }],
    [{ kind: 'image', id: 'x'.repeat(65) }],
  ])('refuses %j', (value) => {
    expect(parseEffect(value)).toBeUndefined();
  });
});

it('colorChannels gives red, green and blue as 0..1', () => {
  expect(colorChannels('#ff0033')).toEqual([1, 0, 0.2]);
});
