import type { Size } from '../../src/shared/geometry';
import { boundaryOf } from './boundary';
import { gradientsAt } from './gradient';
import { type Held, heldOf } from './held';

/** Bits that say what a pixel counts for. */
export const PIXEL = {
  /** Near the true edge. */
  band: 1,
  /** Surely the person, away from the edge. */
  inside: 2,
  /** The truth is that of the frame before. */
  still: 4,
  /** The truth has changed during the last three frames. */
  moved: 8,
} as const;

/** The band's reach from the true edge, as a share of the frame's diagonal. */
const BAND = 0.025;
/** Opacity (of 255) from which a pixel is wholly the person. */
const OPAQUE = 254;
/** How far `inside` stays from the edge, pixels of a 720-line frame. */
const INSET = 8;
/** A smaller change of opacity (of 255) is none. */
const CHANGE = 2;
/** Frames for which a change counts as motion. */
const MOTION_FRAMES = 3;

/** All that is known of a frame before anything is measured. */
export type Truth = {
  readonly size: Size;
  /** Opacity of the person, 0..255. */
  readonly matte: Uint8Array;
  /** Bits of `PIXEL` for each pixel. */
  readonly pixels: Uint8Array;
  /** Indices of the boundary at one half. */
  readonly boundary: Int32Array;
  /** Indices of the band, and the matte's gradient magnitude at each. */
  readonly band: Int32Array;
  readonly gradients: Float32Array;
  /** What is known of a thing in the person's hand, if there is one. */
  readonly held?: Held | undefined;
};

/** Prepares the truths of consecutive frames. things: see Frames. */
export function truthsOf(
  mattes: readonly Uint8Array[],
  size: Size,
  things: readonly Uint8Array[] = [],
): Truth[] {
  const held = heldOf(mattes, things);
  const changes: Uint8Array[] = [];
  return mattes.map((matte, t) => {
    const before = mattes[t - 1];
    if (before) changes.push(changeOf(matte, before));
    return { ...truthOf(matte, size, changes.slice(-MOTION_FRAMES)), held: held[t] };
  });
}

/** changes: where the truth changed, the last step last; none for a first frame. */
function truthOf(matte: Uint8Array, size: Size, changes: readonly Uint8Array[]): Truth {
  const boundary = boundaryOf(cutAtHalf(matte), size);
  const pixels = new Uint8Array(matte.length);
  markAround(pixels, boundary, BAND * Math.hypot(size.width, size.height), size);
  const inside = insideOf(matte, size, Math.round((INSET * size.height) / 720));
  const last = changes.at(-1);
  for (let i = 0; i < pixels.length; i++) {
    let bits = pixels[i] as number;
    if (inside[i] !== 0) bits |= PIXEL.inside;
    if (last && last[i] === 0) bits |= PIXEL.still;
    if (changes.some((change) => change[i] !== 0)) bits |= PIXEL.moved;
    pixels[i] = bits;
  }
  const band = new Int32Array(matte.length);
  let count = 0;
  for (let i = 0; i < pixels.length; i++) if ((pixels[i] as number) & PIXEL.band) band[count++] = i;
  const near = band.slice(0, count);
  const alpha = new Float32Array(matte.length);
  for (let i = 0; i < alpha.length; i++) alpha[i] = (matte[i] as number) / 255;
  return { size, matte, pixels, boundary, band: near, gradients: gradientsAt(alpha, size, near) };
}

/** 1 where the opacity (0..255) is one half or more. */
export function cutAtHalf(matte: Uint8Array): Uint8Array {
  return atLeast(matte, 128);
}

function atLeast(matte: Uint8Array, least: number): Uint8Array {
  const result = new Uint8Array(matte.length);
  for (let i = 0; i < result.length; i++) result[i] = (matte[i] as number) >= least ? 1 : 0;
  return result;
}

/** 1 where the opacity is not that of the frame before. */
function changeOf(matte: Uint8Array, before: Uint8Array): Uint8Array {
  const result = new Uint8Array(matte.length);
  for (let i = 0; i < result.length; i++)
    result[i] = Math.abs((matte[i] as number) - (before[i] as number)) >= CHANGE ? 1 : 0;
  return result;
}

/** Sets the band's bit on all pixels within `reach` (pixels) of the given ones. */
function markAround(pixels: Uint8Array, from: Int32Array, reach: number, size: Size): void {
  const { width, height } = size;
  const rows = Math.floor(reach);
  const spans = Array.from({ length: rows + 1 }, (_, y) =>
    Math.floor(Math.sqrt(reach ** 2 - y * y)),
  );
  for (const pixel of from) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    for (let v = Math.max(0, y - rows); v <= Math.min(height - 1, y + rows); v++) {
      const span = spans[Math.abs(v - y)] as number;
      const end = Math.min(width - 1, x + span);
      pixels.fill(PIXEL.band, v * width + Math.max(0, x - span), v * width + end + 1);
    }
  }
}

/** 1 where the matte is opaque in the whole (2r+1)² window, cut at the frame's border. */
function insideOf(matte: Uint8Array, { width, height }: Size, radius: number): Uint8Array {
  const opaque = atLeast(matte, OPAQUE);
  const across = shrink(opaque, { length: width, step: 1, lines: height, stride: width }, radius);
  return shrink(across, { length: height, step: width, lines: width, stride: 1 }, radius);
}

type Lines = {
  readonly length: number;
  readonly step: number;
  readonly lines: number;
  readonly stride: number;
};

/** Erosion along lines: 1 where no 0 lies within the radius. */
function shrink(shape: Uint8Array, lines: Lines, radius: number): Uint8Array {
  const result = new Uint8Array(shape.length);
  for (let line = 0; line < lines.lines; line++) {
    const start = line * lines.stride;
    let lastHole = Number.NEGATIVE_INFINITY;
    // `k` runs ahead of the pixel that is decided by the radius.
    for (let k = 0; k < lines.length + radius; k++) {
      if (k < lines.length && shape[start + k * lines.step] === 0) lastHole = k;
      const decided = k - radius;
      if (decided >= 0) result[start + decided * lines.step] = lastHole < decided - radius ? 1 : 0;
    }
  }
  return result;
}
