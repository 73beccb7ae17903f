import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type At, type Color, GRID, noisy, plateStage, roomOf, scatter } from './tests/plate-stage';

const LEARNED = 10;
const COUNT = GRID.width * GRID.height;
/** Reach of the plate around a mask of somebody, and around one of room. */
const NEAR = 2;
const REACH = 8;
/** Least certainty of a mask for the plate, and the factor of its odds: e^5. */
const UNSURE = 0.03;
const MOST_ODDS = 148.5;

const color = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
const seed = fc.nat(1e6);

/** True where a value of the mask within `reach` points fulfils something. */
function isNear(mask: Float32Array, i: number, reach: number, fulfils: (p: number) => boolean) {
  const [x, y] = [i % GRID.width, Math.floor(i / GRID.width)];
  for (let v = Math.max(0, y - reach); v <= Math.min(GRID.height - 1, y + reach); v++)
    for (let u = Math.max(0, x - reach); u <= Math.min(GRID.width - 1, x + reach); u++)
      if (fulfils(mask[v * GRID.width + u] as number)) return true;
  return false;
}

/** Whether a colour is more than a shadow of the room's, and has as much of the person's as the mask says. */
function isOther(room: Color, person: Color, seen: Color, share: number): boolean {
  const dot = (a: Color, b: Color) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const apart = (a: Color, b: Color) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  const light = Math.min(1.03, Math.max(0.6, dot(room, seen) / (dot(room, room) + 1)));
  const shadow: Color = [light * room[0], light * room[1], light * room[2]];
  // Two deviations of three channels, with a variance of 4 at least.
  const isNoShadow = apart(shadow, seen) > 2 * Math.sqrt(12) - 0.1;
  return isNoShadow && share <= apart(room, seen) / apart(room, person) + 0.01;
}

it('raises the mask within its bounds only', () => {
  fc.assert(
    fc.property(seed, color, color, (number, coat, thing) => {
      const stage = plateStage();
      const room = roomOf(number);
      const isPerson: At<boolean> = (x, y) => x >= 40 && x < 64 && y >= 16;
      const still: At<Color> = (x, y) => (isPerson(x, y) ? coat : room(x, y));
      for (let frame = 0; frame < LEARNED; frame++)
        stage.show((x, y) => (isPerson(x, y) ? 1 : 0), still);
      // Anything stands around the person, of any colour, and any mask is made of it.
      const around: At<boolean> = (x, y) => x >= 32 && x < 72 && y >= 8;
      const colorAt: At<Color> = (x, y) => {
        if (!around(x, y) || isPerson(x, y)) return still(x, y);
        const way = scatter(number, x, y);
        const mixed = room(x, y).map((value, c) => value + way * ((thing[c] as number) - value));
        return mixed.map(Math.round) as unknown as Color;
      };
      const maskAt: At<number> = (x, y) =>
        isPerson(x, y)
          ? 1
          : around(x, y)
            ? Math.max(0, 1.5 * scatter(number, x >> 1, y >> 1) - 0.6)
            : 0;
      const found = stage.show(maskAt, colorAt);
      const raised = Array.from(found.keys()).filter(
        (i) => Number(found[i]) > Number(stage.mask[i]),
      );
      expect(found.every((p) => p >= 0 && p <= 1)).toBe(true);
      for (const i of raised) {
        const [x, y] = [i % GRID.width, Math.floor(i / GRID.width)];
        const is = Number(found[i]);
        const held = Math.min(1 - UNSURE, Math.max(UNSURE, Number(stage.mask[i])));
        const odds = (MOST_ODDS * held) / (1 - held);
        const isInBounds =
          is <= odds / (1 + odds) + 1e-5 &&
          isNear(stage.mask, i, NEAR, (p) => p > UNSURE - 0.005) &&
          isNear(stage.mask, i, REACH, (p) => p < 0.505) &&
          isOther(room(x, y), coat, colorAt(x, y), is);
        expect(isInBounds, `${x}, ${y}`).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});

/** Somebody in a room, and the mask that a network makes of them: blurred, with patches that it gets wrong. */
function sceneOf(number: number) {
  const room = roomOf(number);
  const coat: Color = [0, 1, 2].map(
    (c) => 30 + Math.round(200 * scatter(number, 50 + c)),
  ) as unknown as Color;
  const middle = (frame: number) => 48 + 14 * Math.sin(frame / 5);
  const away = (frame: number, x: number, y: number) =>
    Math.hypot((x - middle(frame)) / 14, (y - 52) / 34);
  return {
    truth:
      (frame: number): At<number> =>
      (x, y) =>
        away(frame, x, y) < 1 ? 1 : 0,
    network:
      (frame: number): At<number> =>
      (x, y) => {
        const patch = scatter(number, frame >> 3, x >> 2, y >> 2);
        const off = patch > 0.9 ? 0.25 : patch < 0.1 ? -0.25 : 0;
        return Math.min(1, Math.max(0, 0.5 - 5 * (away(frame, x, y) - 1 - off)));
      },
    picture:
      (frame: number, place: At<Color> = room): At<Color> =>
      (x, y) =>
        noisy(away(frame, x, y) < 1 ? coat : place(x, y), number, frame, x, y),
  };
}
type Scene = ReturnType<typeof sceneOf>;

/** What the camera shows from a frame on, and what the network makes of that. */
type Turn = {
  readonly picture: (scene: Scene, number: number, frame: number) => At<Color>;
  readonly network?: (scene: Scene, number: number, frame: number) => At<number>;
  readonly truth?: (scene: Scene, frame: number) => At<number>;
};

const mirrored =
  <Value>(at: At<Value>): At<Value> =>
  (x, y) =>
    at(GRID.width - 1 - x, y);
const TURNS: Readonly<Record<string, Turn>> = {
  'camera turned round': {
    picture: (scene, number, frame) => scene.picture(frame, roomOf(number + 1)),
  },
  'picture mirrored': {
    picture: (scene, _, frame) => mirrored(scene.picture(frame)),
    network: (scene, _, frame) => mirrored(scene.network(frame)),
    truth: (scene, frame) => mirrored(scene.truth(frame)),
  },
  'another camera, that sees another person': {
    picture: (_, number, frame) => sceneOf(number + 1).picture(frame),
  },
  'one colour': {
    picture: (_, number) => () => roomOf(number)(0, 0),
    truth: () => () => 0,
  },
  'masks of noise': {
    picture: (scene, _, frame) => scene.picture(frame),
    network: (_, number, frame) => (x, y) => scatter(number, frame, x >> 2, y >> 2),
  },
  'a cut in every frame': {
    picture: (scene, number, frame) => scene.picture(frame, roomOf(number + frame)),
  },
};

/** Sums of what is room and shown, and of all errors, over a frame. */
function errorsOf(mask: Float32Array, truth: At<number>) {
  let shown = 0;
  let all = 0;
  for (let i = 0; i < COUNT; i++) {
    const error = (mask[i] as number) - truth(i % GRID.width, Math.floor(i / GRID.width));
    shown += Math.max(0, error);
    all += Math.abs(error);
  }
  return { shown, all };
}

it.each(Object.entries(TURNS))('is never worse than without it: %s', (_, turn) => {
  fc.assert(
    fc.property(seed, (number) => {
      const stage = plateStage();
      const scene = sceneOf(number);
      const [sum, plain] = [
        { shown: 0, all: 0 },
        { shown: 0, all: 0 },
      ];
      for (let frame = 0; frame < 3 * LEARNED; frame++) {
        const isTurned = frame >= 2 * LEARNED;
        const network = isTurned ? turn.network?.(scene, number, frame) : undefined;
        const picture = isTurned ? turn.picture(scene, number, frame) : scene.picture(frame);
        const found = stage.show(network ?? scene.network(frame), picture);
        if (!isTurned) continue;
        const truth = turn.truth?.(scene, frame) ?? scene.truth(frame);
        for (const [to, mask] of [
          [sum, found],
          [plain, stage.mask],
        ] as const) {
          const errors = errorsOf(mask, truth);
          to.shown += errors.shown;
          to.all += errors.all;
        }
      }
      expect(sum.shown).toBeLessThanOrEqual(plain.shown + 1e-3);
      expect(sum.all).toBeLessThanOrEqual(plain.all + 1e-3);
    }),
    { numRuns: 12 },
  );
});
