import { expect, it, vi } from 'vitest';

vi.stubGlobal('chrome', {});
const { accessOf } = await import('./use-camera-access');

it('a page may do what one of its frames may', () => {
  expect(accessOf(['denied', 'granted', 'prompt'])).toBe('used');
  expect(accessOf(['denied', 'prompt', null])).toBe('unasked');
  expect(accessOf(['denied', undefined])).toBe('refused');
  // An older browser does not tell.
  expect(accessOf([undefined, null])).toBe('used');
});
