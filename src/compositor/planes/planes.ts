import { createArena } from '../../kernels/arena';
import type { Size } from '../../shared/geometry';
import type { ColorMatrix } from './color-matrix';

/** A picture as I420: one byte of luma per pixel, one of each chroma per 2x2 pixels, no padding. */
export type Planes = Size & {
  readonly chromaWidth: number;
  readonly chromaHeight: number;
  /** All of the planes, one after the other: Y, U, V. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same in fours; where `width` is a multiple of 8 each row of each plane begins with one. */
  readonly words: Int32Array;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
};

/** Planes of a size. spare: further bytes of the same buffer behind the planes. */
export function createPlanes({ width, height }: Size, spare = 0, arena = createArena()): Planes {
  const chromaWidth = Math.ceil(width / 2);
  const chromaHeight = Math.ceil(height / 2);
  const luma = width * height;
  const chroma = chromaWidth * chromaHeight;
  const { buffer, byteOffset } = arena.bytes(luma + 2 * chroma + spare);
  return {
    width,
    height,
    chromaWidth,
    chromaHeight,
    bytes: new Uint8Array(buffer, byteOffset, luma + 2 * chroma),
    words: new Int32Array(buffer, byteOffset, (luma + 2 * chroma) >> 2),
    y: new Uint8Array(buffer, byteOffset, luma),
    u: new Uint8Array(buffer, byteOffset + luma, chroma),
    v: new Uint8Array(buffer, byteOffset + luma + chroma, chroma),
  };
}

/** Writes one colour, red, green and blue of 0..255 each, into all of the planes. */
export function fillPlanes(
  { y, u, v }: Planes,
  m: ColorMatrix,
  [r, g, b]: readonly [number, number, number],
): void {
  y.fill(Math.round(m.black + m.yr * r + m.yg * g + m.yb * b));
  u.fill(chromaCode(128.5 + m.ur * r + m.ug * g + m.ub * b));
  v.fill(chromaCode(128.5 + m.vr * r + m.vg * g + m.vb * b));
}

/** In full range the purest blue and red come to 255.5, half a code more than a byte holds, and rounded to 0. */
export function chromaCode(value: number): number {
  return value > 255 ? 255 : value;
}

/** Turns RGBA, rows from the top, into the planes; chroma is the mean of its 2x2 pixels. */
export function writePlanes(planes: Planes, m: ColorMatrix, rgba: Uint8ClampedArray): void {
  const { width, height, chromaWidth, chromaHeight, y, u, v } = planes;
  for (let i = 0; i < y.length; i++) {
    const r = rgba[4 * i];
    const g = rgba[4 * i + 1];
    const b = rgba[4 * i + 2];
    y[i] = m.black + m.yr * r + m.yg * g + m.yb * b + 0.5;
  }
  for (let row = 0; row < chromaHeight; row++) {
    const above = 2 * row * width;
    const below = Math.min(2 * row + 1, height - 1) * width;
    for (let column = 0; column < chromaWidth; column++) {
      const left = 2 * column;
      const right = Math.min(left + 1, width - 1);
      let [r, g, b] = [0, 0, 0];
      for (const at of [above + left, above + right, below + left, below + right]) {
        r += 0.25 * rgba[4 * at];
        g += 0.25 * rgba[4 * at + 1];
        b += 0.25 * rgba[4 * at + 2];
      }
      const to = row * chromaWidth + column;
      u[to] = chromaCode(128.5 + m.ur * r + m.ug * g + m.ub * b);
      v[to] = chromaCode(128.5 + m.vr * r + m.vg * g + m.vb * b);
    }
  }
}
