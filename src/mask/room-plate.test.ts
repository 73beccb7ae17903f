import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { WHOLE } from '../shared/geometry';
import { createRoomPlate, roomPlateBytes } from './room-plate';
import { type At, type Color, GRID, noisy, plateStage, roomOf } from './tests/plate-stage';

const ROOM = roomOf(7);
const COAT: Color = [150, 40, 60];
/** Frames in which a plate has learned enough. */
const LEARNED = 12;

/** Somebody who stands on the lower side, between two columns. */
const isPerson = (left: number, x: number, y: number) => y >= 24 && x >= left && x < left + 24;
const maskOf =
  (left: number): At<number> =>
  (x, y) =>
    isPerson(left, x, y) ? 1 : 0;
const pictureOf =
  (left: number, frame: number, light: Color = [1, 1, 1]): At<Color> =>
  (x, y) => {
    const color = noisy(isPerson(left, x, y) ? COAT : ROOM(x, y), frame, x, y);
    const [red, green, blue] = color.map((value, channel) =>
      Math.min(255, Math.round(value * (light[channel] as number))),
    ) as [number, number, number];
    return [red, green, blue];
  };

/** A stage that has seen the whole room: somebody stood on the right, and now on the left. */
function learned() {
  const stage = plateStage();
  for (let frame = 0; frame < LEARNED; frame++) stage.show(maskOf(64), pictureOf(64, frame));
  for (let frame = 20; frame < 20 + LEARNED; frame++) stage.show(maskOf(8), pictureOf(8, frame));
  return stage;
}

/** The mask that the network makes of somebody at 8: ten columns too many, half sure of them, and a lost hand. */
const wrong: At<number> = (x, y) => {
  if (y >= 40 && x >= 32 && x < 38) return 0.5;
  if (y >= 34 && y < 40 && x >= 26 && x < 32) return 0.4;
  return isPerson(8, x, y) ? 1 : 0;
};
const at = (x: number, y: number) => y * GRID.width + x;
const ROOM_POINT = at(35, 50);
const HAND_POINT = at(28, 37);

describe('a learned room', () => {
  it('takes room for room and the person for the person', () => {
    const found = learned().show(wrong, pictureOf(8, 50));
    expect(found[ROOM_POINT]).toBeLessThan(0.1);
    expect(found[HAND_POINT]).toBeGreaterThan(0.9);
  });

  it('says nothing before it has learned, nor of what it has not seen', () => {
    const stage = plateStage();
    const first = stage.show(wrong, pictureOf(8, 0));
    expect(first[ROOM_POINT]).toBe(0.5);
    for (let frame = 1; frame < LEARNED; frame++) stage.show(wrong, pictureOf(8, frame));
    const hidden = stage.show((x) => (x < 48 ? 0.5 : 0), pictureOf(8, 40));
    expect(hidden[at(20, 50)]).toBe(0.5);
  });

  it('leaves alone what is far from an edge, and nobody at all', () => {
    const stage = learned();
    expect(stage.show(() => 0, pictureOf(96, 50)).every((p) => p === 0)).toBe(true);
    const everybody = stage.show(() => 1, pictureOf(8, 51));
    expect(everybody.every((p) => p === 1)).toBe(true);
  });

  it('follows the light of each channel', () => {
    const stage = learned();
    for (let frame = 50; frame < 60; frame++) {
      const gain = 1 + 0.02 * (frame - 49);
      stage.show(maskOf(8), pictureOf(8, frame, [gain, 1, 1 / gain]));
    }
    const found = stage.show(wrong, pictureOf(8, 70, [1.2, 1, 1 / 1.2]));
    expect(found[ROOM_POINT]).toBeLessThan(0.1);
    expect(found[HAND_POINT]).toBeGreaterThan(0.9);
  });

  it('follows a sudden change of the light', () => {
    const found = learned().show(wrong, pictureOf(8, 50, [1.12, 1, 0.86]));
    expect(found[ROOM_POINT]).toBeLessThan(0.1);
    expect(found[HAND_POINT]).toBeGreaterThan(0.9);
  });

  it('takes a shadow for no person', () => {
    const stage = learned();
    const shadowed: At<Color> = (x, y) => {
      const color = pictureOf(8, 50)(x, y);
      if (x < 32 || x > 40) return color;
      const [red, green, blue] = color.map((value) => Math.round(0.65 * value)) as [
        number,
        number,
        number,
      ];
      return [red, green, blue];
    };
    const found = stage.show(wrong, shadowed);
    for (let y = 44; y < 60; y++) expect(found[at(35, y)]).toBeLessThanOrEqual(0.5 + 1e-6);
  });

  it('keeps a person of about the colours of the room', () => {
    const alike: At<Color> = (x, y) => {
      const [red, green, blue] = ROOM(x, y);
      const color: Color = isPerson(30, x, y) ? [red + 12, green + 12, blue + 12] : ROOM(x, y);
      return noisy(color, 50, x, y);
    };
    const found = learned().show(maskOf(30), alike);
    for (let x = 30; x < 54; x++) expect(found[at(x, 50)]).toBeGreaterThan(0.5);
  });
});

describe('a learned room is forgotten', () => {
  const says = (found: Float32Array) =>
    found[ROOM_POINT] !== 0.5 || found[HAND_POINT] !== Math.fround(wrong(28, 37));

  it('when the camera is moved by a point and a half', () => {
    const stage = learned();
    const shifted: At<Color> = (x, y) => {
      const [a, b] = [pictureOf(8, 50)(x + 1, y), pictureOf(8, 50)(x + 2, y)];
      const [red, green, blue] = a.map(
        (value, channel) => (value + (b[channel] as number)) >> 1,
      ) as [number, number, number];
      return [red, green, blue];
    };
    stage.show(wrong, shifted);
    stage.show(wrong, shifted);
    expect(says(stage.show(wrong, shifted))).toBe(false);
  });

  it('at once, and says nothing of that frame, when the camera sees another room', () => {
    const stage = learned();
    const other = roomOf(99);
    const found = stage.show(wrong, (x, y) => (isPerson(8, x, y) ? COAT : other(x, y)));
    expect(says(found)).toBe(false);
    // The old room again: nothing is left of it.
    expect(says(stage.show(wrong, pictureOf(8, 50)))).toBe(false);
  });

  it('when the model sees another part of the frame', () => {
    const stage = learned();
    const part = { x: 0, y: 0, width: 0.5, height: 0.5 };
    expect(says(stage.show(wrong, pictureOf(8, 50), part))).toBe(false);
    expect(says(stage.show(wrong, pictureOf(8, 51), WHOLE))).toBe(false);
  });

  it('when it is told to', () => {
    const stage = learned();
    stage.plate.forget();
    expect(says(stage.show(wrong, pictureOf(8, 50)))).toBe(false);
  });

  it('behind the person, where the room beside them is another', () => {
    const stage = learned();
    // A wardrobe is opened beside somebody who stands before it.
    const opened: At<Color> = (x, y) =>
      x >= 52 && !isPerson(36, x, y) ? [20, 30, 40] : pictureOf(36, 50)(x, y);
    stage.show(maskOf(36), opened);
    const half: At<number> = (x, y) => (isPerson(36, x, y) ? (x < 52 ? 1 : 0.5) : 0);
    const found = stage.show(half, opened);
    for (let x = 56; x < 60; x++) expect(found[at(x, 44)]).toBe(0.5);
  });
});

it('is not there where kernels have no vectors', () => {
  const arena = createArena(undefined, roomPlateBytes(GRID));
  expect(createRoomPlate(GRID, arena)).toBeUndefined();
});
