import { LEAST_WEIGHT } from '../../kernels/constants';
import { findAround, mixAround } from './around';
import type { ColorMatrix } from './color-matrix';
import { chromaCode, type Planes } from './planes';

/** The light of the background near each place, and that of the person: see LocalBackground. */
export type Near = { readonly local: Float32Array; readonly own: Float32Array };

/**
 * Draws the person in one block of 2x2 pixels with one chroma, over the backdrop that `out` holds.
 * alpha: 0..255 for each pixel; x, y: the block's place in the chroma planes.
 */
export function drawBlock(
  frame: Planes,
  m: ColorMatrix,
  alpha: Uint8Array,
  { local, own }: Near,
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

  findAround(frame, x, y);
  readNear(local, behind);
  readNear(own, near);
  const { r: behindR, g: behindG, b: behindB } = behind;
  const { r: nearR, g: nearG, b: nearB } = near;
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
      // The less of the person a pixel shows, the less is known of their colour: it is that of the person nearby.
      const lent = rest * rest;
      const kept = near.isKnown ? 1 - lent : 1;
      const added = part * lent;
      const r = kept * hold(hold(luma + addR, 255) - rest * behindR, most) + added * nearR;
      const g = kept * hold(hold(luma + addG, 255) - rest * behindG, most) + added * nearG;
      const b = kept * hold(hold(luma + addB, 255) - rest * behindB, most) + added * nearB;
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

/** A colour, 0..255; of nothing where too little is known of it. */
type NearColor = { isKnown: boolean; r: number; g: number; b: number };

/** Colours of the background behind the block at work and of the person: one for all, so that none is made per block. */
const behind: NearColor = { isKnown: false, r: 0, g: 0, b: 0 };
const near: NearColor = { isKnown: false, r: 0, g: 0, b: 0 };

/** Reads the colour near a block's middle, bilinearly, after findAround. */
function readNear(light: Float32Array, to: NearColor): void {
  const weight = mixAround(light, 3);
  const isKnown = weight > LEAST_WEIGHT;
  to.isKnown = isKnown;
  to.r = isKnown ? 255 * Math.sqrt(mixAround(light, 0) / weight) : 0;
  to.g = isKnown ? 255 * Math.sqrt(mixAround(light, 1) / weight) : 0;
  to.b = isKnown ? 255 * Math.sqrt(mixAround(light, 2) / weight) : 0;
}

/** The value, held to 0..most. */
function hold(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value;
}
