import { describe, expect, it } from 'vitest';
import { createGuidedFilter } from './guided-filter';

const size = { width: 48, height: 32 };
const count = size.width * size.height;

/** A picture of two colours that meet at column `edge`, with a little noise. */
function twoColors(edge: number, left: number[], right: number[]): Uint8Array {
  const picture = new Uint8Array(count * 4);
  for (let i = 0; i < count; i++) {
    const color = i % size.width < edge ? left : right;
    for (let c = 0; c < 3; c++) picture[4 * i + c] = (color[c] as number) + ((i * 31 + c * 7) % 5);
    picture[4 * i + 3] = 255;
  }
  return picture;
}

/** Mask of everything left of column `edge`. */
const leftOf = (edge: number) =>
  Float32Array.from({ length: count }, (_, i) => (i % size.width < edge ? 1 : 0));

/** The matte's opacity at a grid pixel. */
function opacity(matte: Float32Array, picture: Uint8Array, i: number): number {
  let sum = matte[4 * i + 3] as number;
  for (let c = 0; c < 3; c++)
    sum += (matte[4 * i + c] as number) * ((picture[4 * i + c] as number) / 255);
  return sum;
}

describe('guided filter', () => {
  it('moves an edge that is a pixel off onto the edge of the picture', () => {
    const picture = twoColors(24, [200, 120, 90], [40, 60, 70]);
    const matte = createGuidedFilter(size)(leftOf(25), picture);
    const row = 16 * size.width;
    expect(opacity(matte, picture, row + 23)).toBeGreaterThan(0.8);
    // The mask says person here, the picture says room.
    expect(opacity(matte, picture, row + 24)).toBeLessThan(0.4);
    expect(opacity(matte, picture, row + 30)).toBeLessThan(0.1);
  });

  it('sees an edge of colour alone, at equal brightness', () => {
    const picture = twoColors(24, [180, 60, 60], [60, 111, 60]);
    const matte = createGuidedFilter(size)(leftOf(25), picture);
    expect(opacity(matte, picture, 16 * size.width + 24)).toBeLessThan(0.4);
  });

  it('leaves whole areas as they are', () => {
    const picture = twoColors(24, [200, 120, 90], [40, 60, 70]);
    const filter = createGuidedFilter(size);
    for (const value of [0, 1]) {
      const matte = filter(new Float32Array(count).fill(value), picture);
      for (let i = 0; i < count; i++) expect(opacity(matte, picture, i)).toBeCloseTo(value, 4);
    }
  });

  it('refuses a mask or an input of another size', () => {
    const filter = createGuidedFilter(size);
    expect(() => filter(new Float32Array(7), new Uint8Array(count * 4))).toThrow('48x32');
    expect(() => filter(new Float32Array(count), new Uint8Array(7))).toThrow('48x32');
  });
});
