import type { Arena } from '../../kernels/arena';
import { WEIGHT_BITS } from '../../kernels/constants';
import { createJob } from '../../kernels/job';
import { PlaneInputJob } from '../../kernels/jobs';
import type { Rect, Size } from '../../shared/geometry';
import type { ColorMatrix } from './color-matrix';
import type { Planes } from './planes';
import type { Taps } from './taps';

/** Draws a region of the planes, in fractions, as RGBA of `size`, rows from the top; its width is a multiple of 4. */
export type PlaneInput = (
  planes: Planes,
  matrix: ColorMatrix,
  region: Rect,
  size: Size,
  pixels: Uint8Array,
) => void;

/** The largest model input, in pixels and along one side. */
const MOST_PIXELS = 384 * 224;
const LONGEST = 384;

/** Bytes of an arena for the tables and the pixels, and for a row besides. */
export const INPUT_BYTES = 4 * MOST_PIXELS + 80 * LONGEST + 1024;

/** What is known of one size and region. */
type Tables = { readonly across: Taps; readonly down: Taps };

/**
 * Makes the reader; the tables of each size are kept while the region stays the same. arena: that of
 * the planes, with INPUT_BYTES and four bytes for each pixel of a row; those of one size only. The reader throws a
 * RangeError for an input larger than a model's.
 */
export function createPlaneInput(arena: Arena): PlaneInput {
  const draw = createDraw(arena);
  const cached = new Map<string, Tables>();
  return (planes, matrix, region, size, pixels) => {
    const { width, height } = size;
    if (width % 4 || Math.max(width, height) > LONGEST || width * height > MOST_PIXELS)
      throw new RangeError(`expected the size of a model's input, not ${width}x${height}`);
    const key = `${width}x${height}`;
    const before = cached.get(key);
    const across = tapsOf(before?.across, planes.width, width, region.x, region.width);
    const down = tapsOf(before?.down, planes.height, height, region.y, region.height);
    const isKnown = before && across === before.across && down === before.down;
    const tables = isKnown ? before : { across, down };
    cached.set(key, tables);
    draw(planes, matrix, tables, size, pixels);
  };
}

/** Draws by the kernel. */
function createDraw(arena: Arena) {
  const { kernels } = arena;
  const result = arena.bytes(4 * MOST_PIXELS);
  const firsts = arena.ints(2 * LONGEST);
  const columnChroma = arena.ints(2 * LONGEST);
  const places = arena.ints(4 * LONGEST);
  const rowChroma = arena.ints(2 * LONGEST);
  const columnWeights = shorts(arena, 4 * LONGEST);
  const rowWeights = shorts(arena, 4 * LONGEST);
  const factors = arena.floats(6);
  let line: Uint8Array | undefined;
  let written: Tables | undefined;

  const write = (tables: Tables) => {
    if (written === tables) return;
    const { across, down } = tables;
    firsts.set(across.firsts);
    columnChroma.set(across.chroma);
    columnWeights.set(across.weights);
    places.set(down.places);
    rowChroma.set(down.chroma);
    rowWeights.set(down.weights);
    written = tables;
  };

  const job = createJob(arena, PlaneInputJob, {
    pixels: result.byteOffset,
    firsts: firsts.byteOffset,
    columnWeights: columnWeights.byteOffset,
    columnChroma: columnChroma.byteOffset,
    places: places.byteOffset,
    rowWeights: rowWeights.byteOffset,
    rowChroma: rowChroma.byteOffset,
    factors: factors.byteOffset,
  });

  return (
    { bytes, stride, rows }: Planes,
    m: ColorMatrix,
    tables: Tables,
    size: Size,
    pixels: Uint8Array,
  ) => {
    write(tables);
    line ??= arena.bytes(4 * stride + 192);
    factors.set([m.black, m.luma, m.rv, m.gu, m.gv, m.bu]);
    job.set({
      frame: bytes.byteOffset,
      line: line.byteOffset,
      width: stride,
      height: rows,
      columns: size.width,
      rows: size.height,
    });
    kernels.planeInput(job.at);
    pixels.set(result.subarray(0, pixels.length));
  };
}

function shorts(arena: Arena, length: number): Int16Array {
  const { buffer, byteOffset } = arena.bytes(2 * length);
  return new Int16Array(buffer, byteOffset, length);
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
