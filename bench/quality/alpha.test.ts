import { expect, it } from 'vitest';
import { BACKDROPS, type Color, hexOf, recoverAlpha } from './alpha';

/** RGBA of a person of one colour and some opacities over a backdrop. */
function over(backdrop: Color, person: Color, alphas: readonly number[]): Uint8Array {
  return Uint8Array.from(
    alphas.flatMap((alpha) => [
      ...person.map((value, c) => Math.round(alpha * value + (1 - alpha) * (backdrop[c] ?? 0))),
      255,
    ]),
  );
}

const alphas = [0, 0.25, 0.5, 0.9, 1];

it('recovers the opacity of any colour, the backdrops own among them', () => {
  for (const person of [[120, 90, 70], ...BACKDROPS] as Color[]) {
    const found = recoverAlpha(
      over(BACKDROPS[0], person, alphas),
      over(BACKDROPS[1], person, alphas),
    );
    alphas.forEach((alpha, i) => {
      expect(found[i]).toBeCloseTo(alpha, 2);
    });
  }
});

it('is 1 where both passes are the same', () => {
  const picture = over(BACKDROPS[0], [12, 34, 56], [1, 1]);
  expect([...recoverAlpha(picture, picture)]).toEqual([1, 1]);
});

it('refuses two passes that show different people', () => {
  const first = over(BACKDROPS[0], [120, 90, 70], alphas);
  const second = over(BACKDROPS[1], [10, 90, 170], alphas);
  expect(() => recoverAlpha(first, second)).toThrow('differ');
});

it('writes a colour as the settings do', () => {
  expect(hexOf([0, 255, 16])).toBe('#00ff10');
});
