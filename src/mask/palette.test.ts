import { describe, expect, it } from 'vitest';
import { createPalette, TURNS } from './palette';
import type { Color } from './tests/plate-stage';

const size = { width: 64, height: 48 };
const WALL: Color = [120, 90, 60];
const SHIRT: Color = [40, 70, 140];

/** A picture of somebody on the right, of a mask that knows. */
function scene(room: (x: number, y: number) => Color, person: (x: number, y: number) => Color) {
  const mask = new Float32Array(size.width * size.height);
  const input = new Uint8Array(4 * mask.length);
  for (let i = 0; i < mask.length; i++) {
    const [x, y] = [i % size.width, Math.floor(i / size.width)];
    mask[i] = x < 32 ? 0 : 1;
    input.set(x < 32 ? room(x, y) : person(x, y), 4 * i);
  }
  return { mask, input };
}

/** Whether single colours are the room's after so many frames of a scene. */
function judge({ mask, input }: ReturnType<typeof scene>, frames = TURNS) {
  const palette = createPalette(size);
  for (let n = 0; n < frames; n++) palette.see(mask, input);
  return { palette, isRooms: (color: Color) => palette.isRooms(Uint8Array.from(color), 0) };
}

describe('the palette', () => {
  it('has the colours that only the room has, give or take a little', () => {
    const { isRooms } = judge(
      scene(
        () => WALL,
        () => SHIRT,
      ),
    );
    expect(isRooms(WALL)).toBe(true);
    expect(isRooms([124, 86, 66])).toBe(true);
    expect(isRooms(SHIRT)).toBe(false);
    expect(isRooms([160, 90, 60])).toBe(false);
  });

  it('has none that the person has, too', () => {
    const { isRooms } = judge(
      scene(
        () => WALL,
        (_, y) => (y < 24 ? SHIRT : [126, 92, 57]),
      ),
    );
    expect(isRooms(WALL)).toBe(false);
  });

  it('is not put off by a few points of the room that the mask takes for the person', () => {
    const { isRooms } = judge(
      scene(
        () => WALL,
        (x, y) => (x === 40 && y < 8 ? WALL : SHIRT),
      ),
    );
    expect(isRooms(WALL)).toBe(true);
  });

  it('has none of which there is next to nothing, or which the mask doubts', () => {
    const spot: Color = [250, 20, 20];
    const seen = scene(
      (x, y) => (x === 9 && y < 16 ? spot : WALL),
      () => SHIRT,
    );
    expect(judge(seen).isRooms(spot)).toBe(false);
    const doubted = scene(
      (_, y) => (y < 20 ? spot : WALL),
      () => SHIRT,
    );
    doubted.mask.fill(0.08, 0, 20 * size.width);
    expect(judge(doubted).isRooms(spot)).toBe(false);
  });

  it('takes some frames to be made, and goes when it is forgotten', () => {
    const seen = scene(
      () => WALL,
      () => SHIRT,
    );
    expect(judge(seen, TURNS - 1).isRooms(WALL)).toBe(false);
    const { palette, isRooms } = judge(seen);
    expect(isRooms(WALL)).toBe(true);
    palette.forget();
    expect(isRooms(WALL)).toBe(false);
  });

  it('follows the light', () => {
    const seen = scene(
      () => WALL,
      () => SHIRT,
    );
    const { palette, isRooms } = judge(seen);
    const darker: Color = [80, 60, 40];
    const later = scene(
      () => darker,
      () => SHIRT,
    );
    for (let n = 0; n < TURNS; n++) palette.see(later.mask, later.input);
    expect(isRooms(darker)).toBe(true);
    expect(isRooms(WALL)).toBe(false);
  });
});
