import { APART, type Arrays } from '../../kernels/arrays';
import { TILE } from '../../kernels/constants';
import type { Size } from '../../shared/geometry';
import type { ColorMatrix } from './color-matrix';
import { mirrored, wholeTiles } from './tiles';

/**
 * A picture as I420: one byte of luma per pixel, one of each chroma per 2x2 pixels. The planes have whole tiles,
 * so that loops need not look where the picture ends; beyond its last column and row it is mirrored.
 */
export type Planes = Size & {
  /** Bytes from one row of luma to the next, and rows; half as many in the planes of chroma. */
  readonly stride: number;
  readonly rows: number;
  /** All of the planes, one after the other: Y, U, V. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same in fours: each row of each plane begins with one. */
  readonly words: Int32Array;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
};

/** Planes of a size. spare: further bytes of the same buffer behind the planes. */
export function createPlanes({ width, height }: Size, spare = 0, arrays: Arrays = APART): Planes {
  const { width: stride, height: rows } = wholeTiles({ width, height });
  const luma = stride * rows;
  const chroma = luma / 4;
  const { buffer, byteOffset } = arrays.bytes(luma + 2 * chroma + spare);
  return {
    width,
    height,
    stride,
    rows,
    bytes: new Uint8Array(buffer, byteOffset, luma + 2 * chroma),
    words: new Int32Array(buffer, byteOffset, (luma + 2 * chroma) >> 2),
    y: new Uint8Array(buffer, byteOffset, luma),
    u: new Uint8Array(buffer, byteOffset + luma, chroma),
    v: new Uint8Array(buffer, byteOffset + luma + chroma, chroma),
  };
}

/** The picture's own size in the planes of chroma. */
export function chromaSize({ width, height }: Size): Size {
  return { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
}

/** Mirrors the picture in what lies beyond its last column and row: means over its end are those of the picture. */
export function padPlanes(planes: Planes): void {
  const { y, u, v, stride } = planes;
  padPlane(y, planes, stride);
  padPlane(u, chromaSize(planes), stride / 2);
  padPlane(v, chromaSize(planes), stride / 2);
}

function padPlane(plane: Uint8Array, { width, height }: Size, stride: number): void {
  for (let x = width; x < stride; x++) {
    const from = mirrored(x, width) - x;
    for (let at = x; at < height * stride; at += stride) plane[at] = plane[at + from];
  }
  for (let y = height; y * stride < plane.length; y++) {
    const from = mirrored(y, height) * stride;
    plane.copyWithin(y * stride, from, from + stride);
  }
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
  const { width, height, stride, y, u, v } = planes;
  for (let row = 0; row < height; row++) {
    let at = 4 * row * width;
    for (let i = row * stride; i < row * stride + width; i++, at += 4)
      y[i] = m.black + m.yr * rgba[at] + m.yg * rgba[at + 1] + m.yb * rgba[at + 2] + 0.5;
  }
  const chroma = chromaSize(planes);
  for (let row = 0; row < chroma.height; row++) {
    const above = 2 * row * width;
    const below = Math.min(2 * row + 1, height - 1) * width;
    for (let column = 0; column < chroma.width; column++) {
      const left = 2 * column;
      const right = Math.min(left + 1, width - 1);
      let [r, g, b] = [0, 0, 0];
      for (const at of [above + left, above + right, below + left, below + right]) {
        r += 0.25 * rgba[4 * at];
        g += 0.25 * rgba[4 * at + 1];
        b += 0.25 * rgba[4 * at + 2];
      }
      const to = (row * stride) / 2 + column;
      u[to] = chromaCode(128.5 + m.ur * r + m.ug * g + m.ub * b);
      v[to] = chromaCode(128.5 + m.vr * r + m.vg * g + m.vb * b);
    }
  }
  padPlanes(planes);
}

/** Copies a tile to its own place in another picture of the same size. left, top: in pixels of chroma. */
export function copyTile(
  { words, stride, rows }: Planes,
  out: Planes,
  left: number,
  top: number,
): void {
  const luma = 2 * (top * stride + left);
  const u = stride * rows + (top * stride) / 2 + left;
  const v = u + (stride * rows) / 4;
  copyWords(words, out.words, luma / 4, stride / 4, TILE);
  copyWords(words, out.words, u / 4, stride / 8, TILE / 2);
  copyWords(words, out.words, v / 4, stride / 8, TILE / 2);
}

/** Copies a square of `side` bytes to its own place in another picture; in words, stride: from row to row. */
function copyWords(
  from: Int32Array,
  to: Int32Array,
  start: number,
  stride: number,
  side: number,
): void {
  for (let at = start; at < start + side * stride; at += stride)
    for (let i = at; i < at + side / 4; i++) to[i] = from[i];
}
