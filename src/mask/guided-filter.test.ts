import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import type { Size } from '../shared/geometry';
import { createGuidedFilter, type GuidedFilter, guidedBytes } from './guided-filter';

const module = compileKernels();
const kinds = { JavaScript: undefined, WASM: module };

/** Makes the filter, for masks and inputs from anywhere. */
function makerOf(kernels: WebAssembly.Module | undefined) {
  return (size: Size, radius: 2 | 4 = 4): GuidedFilter => {
    const count = size.width * size.height;
    const arena = createArena(kernels, guidedBytes(size) + 8 * count);
    const [mask, input] = [arena.floats(count), arena.bytes(4 * count)];
    const filter = createGuidedFilter(size, radius, arena);
    return (newMask, newInput) => {
      mask.set(newMask);
      input.set(newInput);
      return filter(mask.subarray(0, newMask.length), input.subarray(0, newInput.length));
    };
  };
}

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

/** a and b by the plain formula of the paper, in double precision. */
function plainCoefficients(
  { width, height }: Size,
  radius: number,
  mask: Float32Array,
  input: Uint8Array,
) {
  const windowOf = (i: number): number[] => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const found: number[] = [];
    for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++)
      for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++)
        found.push(v * width + u);
    return found;
  };
  const mean = (pixels: number[], value: (i: number) => number) =>
    pixels.reduce((sum, i) => sum + value(i), 0) / pixels.length;
  const guide = (i: number, c: number) => (input[4 * i + c] as number) / 255;
  const colors = [0, 1, 2];
  const solved = Array.from(mask, (_, i) => {
    const pixels = windowOf(i);
    const p = mean(pixels, (j) => mask[j] as number);
    if (p < 1e-3 || p > 1 - 1e-3) return [0, 0, 0, p];
    const means = colors.map((c) => mean(pixels, (j) => guide(j, c)));
    const away = (j: number, c: number) => guide(j, c) - (means[c] as number);
    // One row for each colour: its covariances with the colours, and with the mask.
    const rows = colors.map((c) => [
      ...colors.map((d) => mean(pixels, (j) => away(j, c) * away(j, d)) + (c === d ? 1e-4 : 0)),
      mean(pixels, (j) => away(j, c) * (mask[j] as number)),
    ]);
    const a = eliminate(rows);
    return [...a, p - a.reduce((sum, value, c) => sum + value * (means[c] as number), 0)];
  });
  return mask.map.call(new Float32Array(4 * mask.length), (_, k) =>
    mean(windowOf(k >> 2), (j) => solved[j]?.[k & 3] as number),
  );
}

/** Solves three equations, each a row of three factors and a right side (Gauss and Jordan). */
function eliminate(rows: number[][]): number[] {
  for (const [k, pivot] of rows.entries()) {
    const scale = pivot[k] as number;
    for (const [i, value] of pivot.entries()) pivot[i] = value / scale;
    for (const row of rows) {
      const factor = row[k] as number;
      if (row !== pivot)
        for (const [i, value] of pivot.entries()) row[i] = (row[i] as number) - factor * value;
    }
  }
  return rows.map((row) => row[3] as number);
}

/** A soft disc and a stripe at the side, before all kinds of colours. */
function discAndStripe({ width, height }: Size) {
  const mask = new Float32Array(width * height);
  const input = new Uint8Array(4 * mask.length);
  for (let i = 0; i < mask.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const away = Math.hypot(x - 0.4 * width, y - 0.55 * height) - 0.25 * height;
    const stripe = x > width - 4 ? 0.8 : 0;
    mask[i] = Math.max(stripe, Math.min(1, Math.max(0, 0.5 - away / 3)));
    const light = away < 0 ? 150 : 40;
    for (let c = 0; c < 3; c++)
      input[4 * i + c] = light + ((x >> 3) % 3) * 20 * c + ((i * 7919 + c * 31) % 23);
  }
  return { mask, input };
}

describe.each(Object.entries(kinds))('guided filter in %s', (_, kernels) => {
  const makeFilter = makerOf(kernels);

  it.each([
    { width: 64, height: 48, radius: 4 },
    { width: 80, height: 45, radius: 4 },
    { width: 56, height: 39, radius: 4 },
    { width: 56, height: 39, radius: 2 },
    { width: 80, height: 45, radius: 2 },
  ] as const)('is the plain formula: %j', ({ radius, ...size }) => {
    const filter = makeFilter(size, radius);
    const { mask, input } = discAndStripe(size);
    // What an earlier frame left behind is gone.
    filter(
      mask.map((p, i) => (i % 7 === 0 ? 1 - p : p)),
      input.toReversed(),
    );
    const coefficients = filter(mask, input);
    const plain = plainCoefficients(size, radius, mask, input);
    for (let i = 0; i < mask.length; i++)
      expect(Math.abs(opacity(coefficients, input, i) - opacity(plain, input, i))).toBeLessThan(
        1e-3,
      );
  });

  it('moves an edge that is a pixel off onto the edge of the picture', () => {
    const picture = twoColors(24, [200, 120, 90], [40, 60, 70]);
    const matte = makeFilter(size)(leftOf(25), picture);
    const row = 16 * size.width;
    expect(opacity(matte, picture, row + 23)).toBeGreaterThan(0.8);
    // The mask says person here, the picture says background.
    expect(opacity(matte, picture, row + 24)).toBeLessThan(0.4);
    expect(opacity(matte, picture, row + 30)).toBeLessThan(0.1);
  });

  it('sees an edge of colour alone, at equal brightness', () => {
    const picture = twoColors(24, [180, 60, 60], [60, 111, 60]);
    const matte = makeFilter(size)(leftOf(25), picture);
    expect(opacity(matte, picture, 16 * size.width + 24)).toBeLessThan(0.4);
  });

  it('leaves whole areas as they are', () => {
    const picture = twoColors(24, [200, 120, 90], [40, 60, 70]);
    const filter = makeFilter(size);
    for (const value of [0, 1]) {
      const matte = filter(new Float32Array(count).fill(value), picture);
      for (let i = 0; i < count; i++) expect(opacity(matte, picture, i)).toBeCloseTo(value, 4);
    }
  });

  it('refuses a mask or an input of another size', () => {
    const filter = makeFilter(size);
    expect(() => filter(new Float32Array(7), new Uint8Array(count * 4))).toThrow('48x32');
    expect(() => filter(new Float32Array(count), new Uint8Array(7))).toThrow('48x32');
  });
});
