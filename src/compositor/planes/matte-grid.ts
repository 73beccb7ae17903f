import { BACKGROUND, FOREGROUND, RAMP_HIGH, RAMP_LOW } from '../../kernels/constants';
import type { Matte } from '../../mask/matte';
import type { Rect, Size } from '../../shared/geometry';
import type { Axis } from './axis';
import type { ColorMatrix } from './color-matrix';

/** A matte's grid against the pixels of a frame. */
export type MatteGrid = {
  readonly size: Size;
  readonly region: Rect;
  readonly across: Axis;
  readonly down: Axis;
  /** Trimap bits of each point: what pixels next to it may be, whatever their colour. */
  readonly bits: Uint8Array;
  /** The coefficients of each point for Y, U, V and 1, giving 0..255; valid next to edge tiles. */
  readonly points: Float64Array;
};

/** Marks what a pixel can be between the least and the greatest opacity of any colour at all. */
export function readBits({ coefficients }: Matte, bits: Uint8Array): void {
  for (let i = 0; i < bits.length; i++) {
    const r = coefficients[4 * i];
    const g = coefficients[4 * i + 1];
    const b = coefficients[4 * i + 2];
    const flat = coefficients[4 * i + 3];
    const spread = Math.abs(r) + Math.abs(g) + Math.abs(b);
    const least = flat - spread;
    const most = flat + spread;
    // What is no number counts as either, and comes out as background when it is computed.
    bits[i] = (least >= RAMP_HIGH ? 0 : BACKGROUND) | (most <= RAMP_LOW ? 0 : FOREGROUND);
  }
}

/** What a tile's pixels can be: all that the points around them can. */
export function kindOf({ size, across, down, bits }: MatteGrid, tx: number, ty: number): number {
  let kind = across.tileOut[tx] || down.tileOut[ty] ? BACKGROUND : 0;
  const last = across.tileLast[tx];
  for (let y = down.tileFirst[ty]; y <= down.tileLast[ty]; y++)
    for (let x = across.tileFirst[tx]; x <= last; x++) kind |= bits[y * size.width + x];
  return kind;
}

/** Turns the points around a tile from `a·rgb + b` of 0..1 into opacity of 0..255 from Y, U, V. */
export function convert(
  matte: Matte,
  { size, across, down, points }: MatteGrid,
  m: ColorMatrix,
  tx: number,
  ty: number,
) {
  const { coefficients } = matte;
  const scale = 255 / (RAMP_HIGH - RAMP_LOW);
  const last = across.tileLast[tx];
  for (let row = down.tileFirst[ty]; row <= down.tileLast[ty]; row++) {
    for (let column = across.tileFirst[tx]; column <= last; column++) {
      const at = 4 * (row * size.width + column);
      const r = (coefficients[at] / 255) * scale;
      const g = (coefficients[at + 1] / 255) * scale;
      const b = (coefficients[at + 2] / 255) * scale;
      const y = m.luma * (r + g + b);
      const u = m.gu * g + m.bu * b;
      const v = m.rv * r + m.gv * g;
      points[at] = y;
      points[at + 1] = u;
      points[at + 2] = v;
      points[at + 3] = (coefficients[at + 3] - RAMP_LOW) * scale - m.black * y - 128 * (u + v);
    }
  }
}
