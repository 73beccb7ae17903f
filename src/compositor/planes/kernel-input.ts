import type { Arena } from '../../kernels/arena';
import { createJob } from '../../kernels/job';
import { PlaneInputJob } from '../../kernels/jobs';
import type { Kernels } from '../../kernels/kernels';
import type { Size } from '../../shared/geometry';
import type { ColorMatrix } from './color-matrix';
import type { Planes } from './planes';
import type { Taps } from './taps';

/** The largest model input, in pixels and along one side. */
const MOST_PIXELS = 384 * 224;
const LONGEST = 384;

/** Bytes of an arena for the tables and the pixels, and for a row besides. */
export const INPUT_BYTES = 4 * MOST_PIXELS + 80 * LONGEST + 1024;

/** Draws with tables that the arena has no part in. */
type KernelInput = (
  planes: Planes,
  matrix: ColorMatrix,
  across: Taps,
  down: Taps,
  size: Size,
  pixels: Uint8Array,
) => void;

/** True where the kernel can draw an input of this size. */
export function fitsKernel({ width, height }: Size): boolean {
  const fits = Math.max(width, height) <= LONGEST && width * height <= MOST_PIXELS;
  return fits && width % 4 === 0;
}

/** The model input by the kernel: from planes of one size, which lie in the arena. */
export function createKernelInput(arena: Arena, kernels: Kernels): KernelInput {
  const result = arena.bytes(4 * MOST_PIXELS);
  const firsts = arena.ints(2 * LONGEST);
  const columnChroma = arena.ints(2 * LONGEST);
  const places = arena.ints(4 * LONGEST);
  const rowChroma = arena.ints(2 * LONGEST);
  const columnWeights = shorts(arena, 4 * LONGEST);
  const rowWeights = shorts(arena, 4 * LONGEST);
  const factors = arena.floats(6);
  let line: Uint8Array | undefined;
  let written: { readonly across: Taps; readonly down: Taps } | undefined;

  const write = (across: Taps, down: Taps) => {
    if (written?.across === across && written.down === down) return;
    firsts.set(across.firsts);
    columnChroma.set(across.chroma);
    columnWeights.set(across.weights);
    places.set(down.places);
    rowChroma.set(down.chroma);
    rowWeights.set(down.weights);
    written = { across, down };
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

  return ({ bytes, stride, rows }, m, across, down, size, pixels) => {
    write(across, down);
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
