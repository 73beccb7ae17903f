import { describe, expect, it } from 'vitest';
import { isRight } from './check';
import { BUILDS, kernels, moduleOf, weights } from './tests/engine';

describe.each(BUILDS)('the known picture, %s build', (build) => {
  const module = moduleOf(build);

  it('has the mask that is expected', () => {
    expect(isRight({ module, weights: weights(), kernels: kernels() })).toBe(true);
  });

  it('has another mask by other weights', () => {
    const { floats, halves } = weights();
    for (const at of [0, 5000, 50_000, 100_000, halves.length - 1]) {
      const altered = halves.slice();
      // Another sign for a few of them.
      for (let i = at; i < Math.min(at + 64, altered.length); i++)
        altered[i] = (altered[i] as number) ^ 0x8000;
      expect(isRight({ module, weights: { floats, halves: altered }, kernels: kernels() })).toBe(
        false,
      );
    }
  });

  it('is not right where the kernels trap', () => {
    // Another module, without these kernels.
    expect(isRight({ module: kernels(), weights: weights(), kernels: kernels() })).toBe(false);
  });
});
