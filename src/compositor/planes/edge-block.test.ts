import { describe, expect, it } from 'vitest';
import { colorMatrixOf } from './color-matrix';
import { drawBlock } from './edge-block';
import { createPlanes, fillPlanes } from './planes';

const MATRIX = colorMatrixOf({ matrix: 'bt709', fullRange: false });
const SIZE = { width: 5, height: 3 };
const BACKGROUND_COLOR = [220, 220, 220] as const;
const HAIR = [40, 30, 20] as const;
const BACKDROP = [10, 120, 60] as const;

/**
 * One colour everywhere, alpha everywhere, over the backdrop; known: whether the background is; own: the person's colour
 * nearby, if that is.
 */
function draw(
  color: readonly [number, number, number],
  alpha: number,
  known = true,
  own?: readonly [number, number, number],
) {
  const [frame, out, expected] = [createPlanes(SIZE), createPlanes(SIZE), createPlanes(SIZE)];
  fillPlanes(frame, MATRIX, color);
  fillPlanes(out, MATRIX, BACKDROP);
  const near = {
    local: lightOf(known ? BACKGROUND_COLOR : undefined),
    own: lightOf(own),
  };
  for (let y = 0; y < frame.rows / 2; y++)
    for (let x = 0; x < frame.stride / 2; x++)
      drawBlock(frame, MATRIX, new Uint8Array(256).fill(alpha), near, out, x, y);
  const expectColor = (rgb: readonly [number, number, number]) => {
    fillPlanes(expected, MATRIX, rgb);
    for (const [i, value] of out.bytes.entries())
      expect(Math.abs(value - (expected.bytes[i] as number))).toBeLessThanOrEqual(1);
  };
  return { frame, out, expectColor };
}

/** The light of one colour everywhere; nothing where there is none. */
function lightOf(color?: readonly number[]): Float32Array {
  const light = new Float32Array(4 * 16);
  const pixel = color && [...color.map((value) => (value / 255) ** 2), 1];
  for (let at = 0; pixel && at < light.length; at += 4) light.set(pixel, at);
  return light;
}

/** `part` of one colour and the rest of another. */
function blend(one: readonly number[], part: number, other: readonly number[]) {
  const mixed = one.map((value, i) => part * value + (1 - part) * (other[i] as number));
  return mixed as [number, number, number];
}

describe('drawBlock', () => {
  it('leaves the backdrop where nobody is', () => draw(HAIR, 0).expectColor(BACKDROP));

  it('copies the person', () => {
    const { frame, out } = draw([255, 0, 0], 255);
    expect(out.bytes).toEqual(frame.bytes);
  });

  it('takes the background out of what is half covered', () => {
    const part = 102 / 255;
    draw(blend(HAIR, part, BACKGROUND_COLOR), 102).expectColor(blend(HAIR, part, BACKDROP));
  });

  it('gives what is hardly covered the colour of the person nearby', () => {
    // A book's edge that the matte takes for a fifth of the person, before a background of another colour.
    const part = 51 / 255;
    const book = [230, 190, 180] as const;
    const bare = book.map((value, i) => value - (1 - part) * (BACKGROUND_COLOR[i] as number));
    const shown = bare.map((value, i) => {
      const held = Math.min(255 * part, Math.max(0, value));
      const lent = (1 - part) ** 2;
      const person = (1 - lent) * held + lent * part * (HAIR[i] as number);
      return person + (1 - part) * (BACKDROP[i] as number);
    });
    draw(book, 51, true, HAIR).expectColor(shown as [number, number, number]);
  });

  it('leaves hair of one colour as it is', () => {
    const part = 102 / 255;
    const mixed = blend(HAIR, part, BACKGROUND_COLOR);
    draw(mixed, 102, true, HAIR).expectColor(blend(HAIR, part, BACKDROP));
  });

  it('darkens nothing below black', () => {
    draw([0, 0, 0], 102).expectColor(blend([0, 0, 0], 102 / 255, BACKDROP));
  });

  it('keeps the purest blue in full range', () => {
    const matrix = colorMatrixOf({ matrix: 'smpte170m', fullRange: true });
    const [frame, out] = [createPlanes(SIZE), createPlanes(SIZE)];
    for (const planes of [frame, out]) fillPlanes(planes, matrix, [0, 0, 255]);
    const near = { local: lightOf(), own: lightOf() };
    drawBlock(frame, matrix, new Uint8Array(256).fill(102), near, out, 0, 0);
    expect(out.u[0]).toBe(255);
  });

  it('brightens nothing above white', () => {
    draw([255, 255, 255], 102, false).expectColor(blend([255, 255, 255], 102 / 255, BACKDROP));
  });
});
