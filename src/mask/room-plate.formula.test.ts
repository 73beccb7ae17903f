/** The kernel's answers beside the formula of docs/decisions/0024-a-learned-room.md, in plain numbers. */
import { expect, it } from 'vitest';
import { type At, type Color, GRID, plateStage, roomOf, scatter } from './tests/plate-stage';

const FRAMES = 40;
const COAT: Color = [140, 60, 50];
const THING: Color = [90, 200, 230];

const dot = (a: Color, b: Color) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const clamp = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, value));
const squared = (a: Color, b: Color) =>
  (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

/** Variance of a point that never changes, which begins with 4. */
function varianceAfter(frames: number): number {
  let variance = 4;
  for (let n = 2; n <= frames; n++) variance *= 1 - Math.max(1 / n, 0.05);
  return variance;
}

/** The mask of a point that shows `seen` before a room and beside a person of one colour each. */
function expected(mask: number, seen: Color, room: Color, person: Color, variance: number): number {
  const away = squared(seen, room);
  const likeRoom = Math.exp(-away / (2 * variance)) / variance ** 1.5;
  const likePerson = Math.exp(-squared(seen, person) / (2 * 100)) / 100 ** 1.5;
  const ratio = Math.sqrt((0.9 * likePerson + (0.1 * 15.7) / 16.7e6) / likeRoom);
  const odds = clamp(ratio, Math.exp(-5), Math.exp(5));
  const held = clamp(mask, 0.03, 0.97);
  const found = (held * odds) / (held * odds + 1 - held);
  if (odds <= 1) return Math.min(mask, found);
  const most = Math.min(1, Math.sqrt(away / (squared(person, room) + 3 * variance)));
  const light = clamp(dot(seen, room) / (dot(room, room) + 1), 0.6, 1.03);
  const shadow: Color = [light * room[0], light * room[1], light * room[2]];
  const way = clamp(Math.sqrt(squared(seen, shadow) / (3 * variance)) / 2 - 1, 0, 1);
  return mask + way * way * (3 - 2 * way) * (Math.max(mask, Math.min(found, most)) - mask);
}

it.each([1, 2, 3])('says what the formula says, room %i', (seed) => {
  const stage = plateStage();
  const room = roomOf(seed);
  const isPerson: At<boolean> = (x, y) => x >= 40 && x < 64 && y >= 16;
  const isAround: At<boolean> = (x, y) => x >= 34 && x < 70 && y >= 10;
  const still: At<Color> = (x, y) => (isPerson(x, y) ? COAT : room(x, y));
  for (let frame = 0; frame < FRAMES; frame++)
    stage.show((x, y) => (isPerson(x, y) ? 1 : 0), still);

  const colorAt: At<Color> = (x, y) => {
    if (!isAround(x, y) || isPerson(x, y)) return still(x, y);
    const other = scatter(seed, x, y, 1) < 0.5 ? COAT : THING;
    const way = scatter(seed, x, y) ** 2;
    const of = (c: 0 | 1 | 2) => Math.round(room(x, y)[c] + way * (other[c] - room(x, y)[c]));
    return [of(0), of(1), of(2)];
  };
  const maskAt: At<number> = (x, y) =>
    isPerson(x, y) ? 1 : isAround(x, y) ? 0.94 * scatter(seed, x, y, 2) : 0;
  const found = stage.show(maskAt, colorAt);

  const variance = varianceAfter(FRAMES) + 4;
  let [raised, lowered] = [0, 0];
  for (let y = 11; y < GRID.height; y++)
    for (let x = 35; x < 69; x++) {
      // Beside the person nothing was learned.
      if (x >= 38 && x < 66 && y >= 14) continue;
      const mask = maskAt(x, y);
      const want = expected(mask, colorAt(x, y), room(x, y), COAT, variance);
      expect(Math.abs((found[y * GRID.width + x] as number) - want)).toBeLessThan(0.01);
      if (want > mask + 0.1) raised++;
      if (want < mask - 0.1) lowered++;
    }
  expect(Math.min(raised, lowered)).toBeGreaterThan(50);
});
