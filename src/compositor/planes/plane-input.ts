import type { Arena } from '../../kernels/arena';
import type { Rect, Size } from '../../shared/geometry';
import type { ColorMatrix } from './color-matrix';
import { createKernelInput, fitsKernel } from './kernel-input';
import type { Planes } from './planes';

/** Draws a region of the planes, in fractions, as RGBA of `size`, rows from the top. */
export type PlaneInput = (
  planes: Planes,
  matrix: ColorMatrix,
  region: Rect,
  size: Size,
  pixels: Uint8Array,
) => void;

/**
 * Two bilinear reads per direction and model pixel, a quarter of it before and behind its middle, as
 * in gl/passes/shrink.frag: four places and their weights for luma, two places for chroma.
 */
export type Taps = {
  readonly key: string;
  /** The place before each bilinear read, -1 where that is the frame's first. */
  readonly firsts: Int32Array;
  readonly places: Int32Array;
  readonly weights: Float32Array;
  readonly chroma: Int32Array;
};

/**
 * Makes the reader; the tables of each size are kept while the region stays the same. arena: that of
 * the planes, with INPUT_BYTES and two bytes for each pixel of a row; those of one size only.
 */
export function createPlaneInput(arena?: Arena): PlaneInput {
  const kept = new Map<string, { readonly across: Taps; readonly down: Taps }>();
  const kernel = arena?.kernels && createKernelInput(arena, arena.kernels);
  return (planes, matrix, region, size, pixels) => {
    const key = `${size.width}x${size.height}`;
    const before = kept.get(key);
    const across = tapsOf(before?.across, planes.width, size.width, region.x, region.width);
    const down = tapsOf(before?.down, planes.height, size.height, region.y, region.height);
    if (across !== before?.across || down !== before.down) kept.set(key, { across, down });
    if (kernel && fitsKernel(size)) kernel(planes, matrix, across, down, size, pixels);
    else draw(planes, matrix, across, down, size, pixels);
  };
}

/** from, to: pixels of the frame and of the model; start, length: fractions of the frame. */
function tapsOf(
  kept: Taps | undefined,
  from: number,
  to: number,
  start: number,
  length: number,
): Taps {
  const key = [from, to, start, length].join();
  if (kept?.key === key) return kept;
  const firsts = new Int32Array(2 * to);
  const places = new Int32Array(4 * to);
  const weights = new Float32Array(4 * to);
  const chroma = new Int32Array(2 * to);
  const hold = (place: number) => Math.min(from - 1, Math.max(0, place));
  for (let i = 0; i < to; i++) {
    for (let tap = 0; tap < 2; tap++) {
      const place = (start + ((i + 0.25 + 0.5 * tap) / to) * length) * from;
      const first = Math.floor(place - 0.5);
      const way = place - 0.5 - first;
      const at = 4 * i + 2 * tap;
      firsts[2 * i + tap] = Math.min(from - 1, Math.max(-1, first));
      places[at] = hold(first);
      places[at + 1] = hold(first + 1);
      weights[at] = (1 - way) / 2;
      weights[at + 1] = way / 2;
      chroma[2 * i + tap] = hold(Math.floor(place)) >> 1;
    }
  }
  return { key, firsts, places, weights, chroma };
}

function draw(
  { y, u, v, width, chromaWidth }: Planes,
  m: ColorMatrix,
  across: Taps,
  down: Taps,
  size: Size,
  pixels: Uint8Array,
): void {
  for (let row = 0; row < size.height; row++) {
    const upper = (down.chroma[2 * row] as number) * chromaWidth;
    const lower = (down.chroma[2 * row + 1] as number) * chromaWidth;
    for (let column = 0; column < size.width; column++) {
      const tap = 4 * column;
      const x0 = across.places[tap] as number;
      const x1 = across.places[tap + 1] as number;
      const x2 = across.places[tap + 2] as number;
      const x3 = across.places[tap + 3] as number;
      const w0 = across.weights[tap] as number;
      const w1 = across.weights[tap + 1] as number;
      const w2 = across.weights[tap + 2] as number;
      const w3 = across.weights[tap + 3] as number;
      let luma = 0;
      for (let j = 4 * row; j < 4 * row + 4; j++) {
        const start = (down.places[j] as number) * width;
        luma +=
          (down.weights[j] as number) *
          (w0 * (y[start + x0] as number) +
            w1 * (y[start + x1] as number) +
            w2 * (y[start + x2] as number) +
            w3 * (y[start + x3] as number));
      }
      const left = across.chroma[2 * column] as number;
      const right = across.chroma[2 * column + 1] as number;
      const U = mean(u, upper + left, upper + right, lower + left, lower + right) - 128;
      const V = mean(v, upper + left, upper + right, lower + left, lower + right) - 128;
      const light = m.luma * (luma - m.black);
      const at = 4 * (row * size.width + column);
      pixels[at] = toByte(light + m.rv * V);
      pixels[at + 1] = toByte(light + m.gu * U + m.gv * V);
      pixels[at + 2] = toByte(light + m.bu * U);
      pixels[at + 3] = 255;
    }
  }
}

function mean(plane: Uint8Array, a: number, b: number, c: number, d: number): number {
  return (
    ((plane[a] as number) + (plane[b] as number) + (plane[c] as number) + (plane[d] as number)) / 4
  );
}

function toByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : (value + 0.5) | 0;
}
