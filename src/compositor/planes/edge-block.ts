import { LEAST_WEIGHT } from '../../kernels/constants';
import { findAround, mixAround } from './around';
import type { ColorMatrix } from './color-matrix';
import { chromaCode, type Planes } from './planes';

/**
 * Draws the person in one block of 2x2 pixels with one chroma, over the backdrop that `out` holds.
 * alpha: 0..255 for each pixel; local: see LocalBackground; x, y: the block's place in the chroma planes.
 */
export function drawBlock(
  frame: Planes,
  m: ColorMatrix,
  alpha: Uint8Array,
  local: Float32Array,
  out: Planes,
  x: number,
  y: number,
): void {
  const { stride } = frame;
  const start = 2 * (y * stride + x);
  const covered =
    alpha[start] + alpha[start + 1] + alpha[start + stride] + alpha[start + stride + 1];
  if (covered === 0) return;
  const chroma = (y * stride) / 2 + x;
  if (covered === 4 * 255) {
    out.y[start] = frame.y[start];
    out.y[start + 1] = frame.y[start + 1];
    out.y[start + stride] = frame.y[start + stride];
    out.y[start + stride + 1] = frame.y[start + stride + 1];
    out.u[chroma] = frame.u[chroma];
    out.v[chroma] = frame.v[chroma];
    return;
  }

  readBehind(local, frame, x, y);
  const { r: behindR, g: behindG, b: behindB } = behind;
  const U = frame.u[chroma] - 128;
  const V = frame.v[chroma] - 128;
  const addR = m.rv * V;
  const addG = m.gu * U + m.gv * V;
  const addB = m.bu * U;
  let sumR = 0;
  let sumG = 0;
  let sumB = 0;
  let sumRest = 0;
  for (let j = 0; j < 2; j++) {
    for (let i = 0; i < 2; i++) {
      const at = start + j * stride + i;
      const part = alpha[at] / 255;
      const rest = 1 - part;
      // A half covered pixel shows `part` of the person and the rest of the background behind: taking the
      // background out leaves the person's own colour, at most `part` of the brightest.
      const most = 255 * part;
      const luma = m.luma * (frame.y[at] - m.black);
      const r = hold(hold(luma + addR, 255) - rest * behindR, most);
      const g = hold(hold(luma + addG, 255) - rest * behindG, most);
      const b = hold(hold(luma + addB, 255) - rest * behindB, most);
      if (part < 1)
        out.y[at] = part * m.black + m.yr * r + m.yg * g + m.yb * b + rest * out.y[at] + 0.5;
      else out.y[at] = frame.y[at];
      sumR += r;
      sumG += g;
      sumB += b;
      sumRest += rest;
    }
  }
  const rest = sumRest / 4;
  out.u[chroma] = chromaCode(
    (m.ur * sumR + m.ug * sumG + m.ub * sumB) / 4 + (1 - rest) * 128 + rest * out.u[chroma] + 0.5,
  );
  out.v[chroma] = chromaCode(
    (m.vr * sumR + m.vg * sumG + m.vb * sumB) / 4 + (1 - rest) * 128 + rest * out.v[chroma] + 0.5,
  );
}

/** Colour of the background behind the block at work, 0..255; one for all, so that none is made per block. */
const behind = { r: 0, g: 0, b: 0 };

/** Reads the background near a block's middle, bilinearly; nothing where too little of it is known. */
function readBehind(local: Float32Array, frame: Planes, x: number, y: number): void {
  findAround(frame, x, y);
  const weight = mixAround(local, 3);
  const known = weight > LEAST_WEIGHT;
  behind.r = known ? 255 * Math.sqrt(mixAround(local, 0) / weight) : 0;
  behind.g = known ? 255 * Math.sqrt(mixAround(local, 1) / weight) : 0;
  behind.b = known ? 255 * Math.sqrt(mixAround(local, 2) / weight) : 0;
}

/** The value, held to 0..most. */
function hold(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value;
}
