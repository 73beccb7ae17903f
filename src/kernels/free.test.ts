import { expect, it } from 'vitest';
import { free } from './free';

it('takes a buffer away from everybody who holds it, at once', () => {
  const views = [new Uint8Array(1000), new Uint8ClampedArray(4)];
  for (const view of views) {
    free(view.buffer);
    expect(view.length).toBe(0);
  }
});
