import type { Size } from '../../shared/geometry';
import { COVER_CELLS } from '../compositor';
import { chromaSize, type Planes } from './planes';
import type { SmallPicture } from './small-picture';

/** Places along each side of a cell that its mean is taken of, as in gl/passes/shrink.frag. */
const TAPS = 16;

/** Draws the frame beyond recognition: the mean of each cell, joined by a cubic B-spline. */
export function drawCover(frame: Planes, into: SmallPicture): void {
  const cells = cellsOf(frame);
  const across = splineOf(frame.width / into.scale, into.width, cells.width);
  const down = splineOf(frame.height / into.scale, into.height, cells.height);
  const { y, u, v, stride } = frame;
  const chroma = chromaSize(frame);
  spread(means(y, frame, stride, cells), cells, across, down, into.y);
  spread(means(u, chroma, stride / 2, cells), cells, across, down, into.u);
  spread(means(v, chroma, stride / 2, cells), cells, across, down, into.v);
}

function cellsOf({ width, height }: Size): Size {
  const scale = COVER_CELLS / Math.max(width, height);
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** Mean of each cell of a plane. */
function means(
  plane: Uint8Array,
  { width, height }: Size,
  stride: number,
  cells: Size,
): Float32Array {
  const result = new Float32Array(cells.width * cells.height);
  for (let row = 0; row < TAPS * cells.height; row++) {
    const y = Math.floor(((row + 0.5) / (TAPS * cells.height)) * height);
    const to = Math.floor(row / TAPS) * cells.width;
    for (let column = 0; column < TAPS * cells.width; column++) {
      const x = Math.floor(((column + 0.5) / (TAPS * cells.width)) * width);
      const cell = to + Math.floor(column / TAPS);
      result[cell] = result[cell] + plane[y * stride + x] / TAPS ** 2;
    }
  }
  return result;
}

/** For each pixel the four cells around it, and their weights. */
type Spline = { readonly cells: Int32Array; readonly weights: Float32Array };

/** length: of the frame in small pixels, which the last of `count` may stand over. */
function splineOf(length: number, count: number, cells: number): Spline {
  const spline = { cells: new Int32Array(4 * count), weights: new Float32Array(4 * count) };
  for (let i = 0; i < count; i++) {
    const place = ((i + 0.5) / length) * cells - 0.5;
    const first = Math.floor(place);
    const t = place - first;
    const weights = [
      (1 - t) ** 3,
      4 - 6 * t ** 2 + 3 * t ** 3,
      1 + 3 * t + 3 * t ** 2 - 3 * t ** 3,
      t ** 3,
    ];
    for (const [k, weight] of weights.entries()) {
      spline.cells[4 * i + k] = Math.min(cells - 1, Math.max(0, first + k - 1));
      spline.weights[4 * i + k] = weight / 6;
    }
  }
  return spline;
}

function spread(
  cells: Float32Array,
  { width }: Size,
  across: Spline,
  down: Spline,
  into: Float32Array,
) {
  const line = new Float32Array(width);
  const columns = across.cells.length / 4;
  for (let y = 0; y < down.cells.length / 4; y++) {
    line.fill(0);
    for (let k = 4 * y; k < 4 * y + 4; k++)
      for (let x = 0; x < width; x++)
        line[x] = line[x] + down.weights[k] * cells[down.cells[k] * width + x];
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (let k = 4 * x; k < 4 * x + 4; k++) sum += across.weights[k] * line[across.cells[k]];
      into[y * columns + x] = sum;
    }
  }
}
