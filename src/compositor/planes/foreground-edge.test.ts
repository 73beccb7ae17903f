import { describe, expect, it } from 'vitest';
import { createArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import { UNKNOWN } from '../../kernels/constants';
import { type ColorMatrix, colorMatrixOf } from './color-matrix';
import { createForeground } from './foreground';
import { createPlanes, fillPlanes } from './planes';
import { createTiles } from './tiles';

const MATRIX = colorMatrixOf({ matrix: 'bt709', fullRange: false });
const SIZE = { width: 5, height: 3 };
const BACKGROUND_COLOR = [220, 220, 220] as const;
const HAIR = [40, 30, 20] as const;
const BACKDROP = [10, 120, 60] as const;
type Color = readonly [number, number, number];

/** `part` of one colour and the rest of another. */
function blend(one: readonly number[], part: number, other: readonly number[]) {
  const mixed = one.map((value, i) => part * value + (1 - part) * (other[i] as number));
  return mixed as [number, number, number];
}

describe.each([
  ['JavaScript', undefined],
  ['WASM', compileKernels()],
])('the edge of the person in %s', (_, kernels) => {
  /**
   * A colour everywhere, alpha everywhere, over a backdrop; behind, near: the colours of the background and of the
   * person nearby, if they are known.
   */
  const drawOver = (
    matrix: ColorMatrix,
    color: Color,
    backdrop: Color,
    opacity: number,
    behind?: Color,
    near?: Color,
  ) => {
    const arena = createArena(kernels, 65_536);
    const [frame, out] = [createPlanes(SIZE, 0, arena), createPlanes(SIZE, 0, arena)];
    fillPlanes(frame, matrix, color);
    fillPlanes(out, matrix, backdrop);
    const alpha = arena.bytes(256).fill(opacity);
    const lightOf = (known?: Color) => {
      const light = arena.floats(4 * 16);
      const pixel = known && [...known.map((value) => (value / 255) ** 2), 1];
      for (let at = 0; pixel && at < light.length; at += 4) light.set(pixel, at);
      return light;
    };
    const tiles = createTiles(SIZE, arena);
    tiles.trimap.fill(UNKNOWN);
    const matte = { tiles, alpha, update: () => undefined };
    createForeground(arena)(frame, matrix, matte, lightOf(behind), lightOf(near), out);
    return { frame, out };
  };

  const draw = (color: Color, alpha: number, known = true, near?: Color) => {
    const behind = known ? BACKGROUND_COLOR : undefined;
    const { frame, out } = drawOver(MATRIX, color, BACKDROP, alpha, behind, near);
    const expectColor = (rgb: Color) => {
      const expected = createPlanes(SIZE);
      fillPlanes(expected, MATRIX, rgb);
      for (const [i, value] of out.bytes.entries())
        expect(Math.abs(value - (expected.bytes[i] as number))).toBeLessThanOrEqual(1);
    };
    return { frame, out, expectColor };
  };

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
    const { out } = drawOver(matrix, [0, 0, 255], [0, 0, 255], 102);
    expect(out.u[0]).toBe(255);
  });

  it('brightens nothing above white', () => {
    draw([255, 255, 255], 102, false).expectColor(blend([255, 255, 255], 102 / 255, BACKDROP));
  });
});
