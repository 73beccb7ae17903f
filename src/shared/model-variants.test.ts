import { expect, it } from 'vitest';
import { inputOf, isModelVariantName, MODEL_VARIANTS, variantFor } from './model-variants';

it.each([
  [1280, 720, 'general-368x208'],
  [641, 359, 'general-368x208'],
  [640, 480, 'general-320x240'],
  [160, 120, 'general-320x240'],
  [720, 1280, 'general-208x368'],
  [480, 640, 'general-240x320'],
  [2560, 1080, 'general-368x208'],
] as const)('a frame of %ix%i gets %s', (width, height, variant) => {
  expect(variantFor({ width, height })).toBe(variant);
});

it('has inputs in steps of 16, about equal in area within a class', () => {
  for (const { width, height } of MODEL_VARIANTS.values())
    expect([width % 16, height % 16]).toEqual([0, 0]);
  for (const input of ['low', 'medium', 'high', 'fine'] as const) {
    const areas = [16 / 9, 4 / 3, 3 / 4, 9 / 16].map((shape) => {
      const { width, height } = inputOf(variantFor({ width: 1000 * shape, height: 1000 }, input));
      return width * height;
    });
    expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(1.08);
  }
});

it('knows its own names only', () => {
  expect(isModelVariantName('general-368x208')).toBe(true);
  for (const name of ['general-368x209', '__proto__', 7, undefined])
    expect(isModelVariantName(name)).toBe(false);
});
