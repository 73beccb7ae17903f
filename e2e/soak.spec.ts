/** Nothing grows in a long call, nor by opening and stopping cameras beside it. */
import { soak } from './fixtures/soak';
import { expect, test } from './fixtures/test';

const MINUTES = 3;

test('a call of three minutes, and a camera opened every five seconds: nothing grows', async () => {
  test.setTimeout(60_000 * (MINUTES + 2));
  const { samples, growth, openings, shown } = await soak(MINUTES);
  expect(growth).toBeLessThan(1.05);
  expect(openings).toBeGreaterThan(10);
  expect(shown).toBeGreaterThan(60 * MINUTES * 5);
  const settled = samples.slice(Math.floor(samples.length / 3));
  const [first, last] = [settled[0], settled.at(-1)];
  expect(last?.call).toEqual(first?.call);
  expect(last?.opener).toEqual(first?.opener);
  // Covered frames come at the start only.
  expect(last?.covered).toBe(first?.covered);
});
