import { expect, it } from 'vitest';
import { createLimit } from './limit';

const passed = (limit: (now?: number) => boolean, times: readonly number[]) =>
  times.filter((now) => limit(now)).length;
const at = (now: number, count: number) => Array.from({ length: count }, () => now);

it('lets so many through at once, and no more', () => {
  expect(passed(createLimit(5, 1), at(0, 100))).toBe(5);
});

it('lets so many a second through in the long run', () => {
  const flood = Array.from({ length: 100_000 }, (_, n) => n / 10);
  expect(passed(createLimit(5, 2), flood)).toBe(5 + 2 * 10 - 1);
});

it('saves up no more than go at once', () => {
  const limit = createLimit(5, 2);
  passed(limit, at(0, 5));
  expect(passed(limit, at(1e9, 100))).toBe(5);
});
