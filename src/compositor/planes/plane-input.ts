import type { Arena } from '../../kernels/arena';
import { MIXED_BITS, WEIGHT_BITS } from '../../kernels/constants';
import type { Rect, Size } from '../../shared/geometry';
import type { ColorMatrix } from './color-matrix';
import { createKernelInput, fitsKernel } from './kernel-input';
import type { Planes } from './planes';
import type { Taps } from './taps';

/** Draws a region of the planes, in fractions, as RGBA of `size`, rows from the top. */
export type PlaneInput = (
  planes: Planes,
  matrix: ColorMatrix,
  region: Rect,
  size: Size,
  pixels: Uint8Array,
) => void;

const OPAQUE = 0xff << 24;

/**
 * Makes the reader; the tables of each size are kept while the region stays the same. arena: that of
 * the planes, with INPUT_BYTES and four bytes for each pixel of a row; those of one size only.
 */
export function createPlaneInput(arena?: Arena): PlaneInput {
  const cached = new Map<string, { readonly across: Taps; readonly down: Taps }>();
  const kernel = arena?.kernels && createKernelInput(arena, arena.kernels);
  let line = new Int32Array(0);
  return (planes, matrix, region, size, pixels) => {
    const key = `${size.width}x${size.height}`;
    const before = cached.get(key);
    const across = tapsOf(before?.across, planes.width, size.width, region.x, region.width);
    const down = tapsOf(before?.down, planes.height, size.height, region.y, region.height);
    if (across !== before?.across || down !== before.down) cached.set(key, { across, down });
    if (kernel && fitsKernel(size)) {
      kernel(planes, matrix, across, down, size, pixels);
      return;
    }
    if (line.length !== planes.stride + 2) line = new Int32Array(planes.stride + 2);
    const words = new Int32Array(pixels.buffer, pixels.byteOffset, size.width * size.height);
    for (let row = 0; row < size.height; row++) {
      mixRows(planes, down, row, across, line);
      drawRow(planes, matrix, line, across, down, row, size.width, words);
    }
  };
}

/** from, to: pixels of the frame and of the model; start, length: fractions of the frame. */
function tapsOf(
  cached: Taps | undefined,
  from: number,
  to: number,
  start: number,
  length: number,
): Taps {
  const key = [from, to, start, length].join();
  if (cached?.key === key) return cached;
  const firsts = new Int32Array(2 * to);
  const places = new Int32Array(4 * to);
  const weights = new Int32Array(4 * to);
  const half = 2 ** (WEIGHT_BITS - 1);
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
      const weight = Math.round((1 - way) * half);
      weights[at] = weight;
      weights[at + 1] = half - weight;
      chroma[2 * i + tap] = hold(Math.floor(place)) >> 1;
    }
  }
  return { key, firsts, places, weights, chroma };
}

/**
 * Mixes the four rows of the frame that a model row reads, where `across` reads them, in steps of
 * 2 ** -MIXED_BITS; line: one place before the row, and one behind it.
 */
function mixRows(
  { y, stride }: Planes,
  { places, weights }: Taps,
  row: number,
  { firsts }: Taps,
  line: Int32Array,
): void {
  const a = places[4 * row] * stride;
  const b = places[4 * row + 1] * stride;
  const c = places[4 * row + 2] * stride;
  const d = places[4 * row + 3] * stride;
  const ofA = weights[4 * row];
  const ofB = weights[4 * row + 1];
  const ofC = weights[4 * row + 2];
  const ofD = weights[4 * row + 3];
  const shift = WEIGHT_BITS - MIXED_BITS;
  const round = 1 << (shift - 1);
  const end = Math.min(stride, firsts[firsts.length - 1] + 2);
  for (let x = Math.max(0, firsts[0]); x < end; x++) {
    const above = Math.imul(ofA, y[a + x]) + Math.imul(ofB, y[b + x]);
    const below = Math.imul(ofC, y[c + x]) + Math.imul(ofD, y[d + x]);
    line[x + 1] = (above + below + round) >> shift;
  }
  line[0] = line[1];
  line[stride + 1] = line[stride];
}

function drawRow(
  { u, v, stride }: Planes,
  m: ColorMatrix,
  line: Int32Array,
  { firsts, weights, chroma }: Taps,
  down: Taps,
  row: number,
  width: number,
  pixels: Int32Array,
): void {
  const upper = (down.chroma[2 * row] * stride) / 2;
  const lower = (down.chroma[2 * row + 1] * stride) / 2;
  const { rv, gu, gv, bu } = m;
  const scale = m.luma / 2 ** (WEIGHT_BITS + MIXED_BITS);
  // With the half that rounding takes.
  const dark = 0.5 - m.luma * m.black;
  const at = row * width;
  for (let x = 0; x < width; x++) {
    const one = firsts[2 * x];
    const other = firsts[2 * x + 1];
    const before = line[one + 1];
    const behind = line[one + 2];
    const otherBefore = line[other + 1];
    const otherBehind = line[other + 2];
    const sum =
      ((behind + otherBehind) << (WEIGHT_BITS - 1)) +
      Math.imul(before - behind, weights[4 * x]) +
      Math.imul(otherBefore - otherBehind, weights[4 * x + 2]);
    const left = chroma[2 * x];
    const right = chroma[2 * x + 1];
    const us = u[upper + left] + u[upper + right] + u[lower + left] + u[lower + right];
    const vs = v[upper + left] + v[upper + right] + v[lower + left] + v[lower + right];
    const U = 0.25 * us - 128;
    const V = 0.25 * vs - 128;
    const light = scale * sum + dark;
    const r = hold(light + rv * V);
    const g = hold(light + gu * U + gv * V);
    const b = hold(light + bu * U);
    pixels[at + x] = OPAQUE | (b << 16) | (g << 8) | r;
  }
}

/** The whole part of a code value, held to 0..255. */
function hold(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value | 0;
}
