import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColorMatrix, colorMatrixOf } from './color-matrix';

const toRgb = (m: ColorMatrix, Y: number, U: number, V: number) => {
  const light = m.luma * (Y - m.black);
  return [
    light + m.rv * (V - 128),
    light + m.gu * (U - 128) + m.gv * (V - 128),
    light + m.bu * (U - 128),
  ] as const;
};

describe('colorMatrixOf', () => {
  // As Chromium 156 reads an I420 frame of Y 120, U 90, V 170 into a texture; only its blue of
  // limited BT.709 is 45, for the factor in libyuv ends at 2 where the standard has 2.112.
  it.each([
    [{ matrix: 'smpte170m', fullRange: false }, [188, 102, 45]],
    [{ matrix: 'bt470bg', fullRange: false }, [188, 102, 45]],
    [{ matrix: 'smpte170m', fullRange: true }, [179, 103, 53]],
    [{ matrix: 'bt709', fullRange: false }, [197, 107, 41]],
    [{ matrix: 'bt709', fullRange: true }, [186, 107, 49]],
    [{ matrix: null, fullRange: null }, [188, 102, 45]],
    [{ matrix: null, fullRange: true }, [188, 102, 45]],
    [{ matrix: 'rgb', fullRange: true }, [188, 102, 45]],
  ] as const)('%j', (space, expected) => {
    const rgb = toRgb(colorMatrixOf(space), 120, 90, 170);
    for (const [i, value] of rgb.entries())
      expect(Math.abs(value - (expected[i] as number))).toBeLessThan(1);
  });

  it('there and back is the same', () => {
    const matrix = fc.constantFrom<VideoMatrixCoefficients>('smpte170m', 'bt709', 'bt470bg');
    const channel = fc.double({ min: 0, max: 255, noNaN: true });
    fc.assert(
      fc.property(matrix, fc.boolean(), channel, channel, channel, (name, fullRange, r, g, b) => {
        const m = colorMatrixOf({ matrix: name, fullRange });
        const Y = m.black + m.yr * r + m.yg * g + m.yb * b;
        const U = 128 + m.ur * r + m.ug * g + m.ub * b;
        const V = 128 + m.vr * r + m.vg * g + m.vb * b;
        const rgb = toRgb(m, Y, U, V);
        for (const [i, value] of [r, g, b].entries()) expect(rgb[i]).toBeCloseTo(value, 6);
      }),
    );
  });

  it('gives the same object for the same colours', () => {
    const space = { matrix: 'bt709', fullRange: false } as const;
    expect(colorMatrixOf({ ...space })).toBe(colorMatrixOf({ ...space }));
  });

  it.each([
    [false, 16, 235],
    [true, 0, 255],
  ])('full range %s: black is %d and white %d', (fullRange, black, white) => {
    const m = colorMatrixOf({ matrix: 'bt709', fullRange });
    expect(m.black).toBe(black);
    expect(m.black + 255 * (m.yr + m.yg + m.yb)).toBeCloseTo(white, 6);
  });
});
