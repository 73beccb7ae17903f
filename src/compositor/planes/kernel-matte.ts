import type { Arena } from '../../kernels/arena';
import { RAMP_HIGH, RAMP_LOW, TILE } from '../../kernels/constants';
import { createJob } from '../../kernels/job';
import { PlaneMatteJob } from '../../kernels/jobs';
import type { Kernels } from '../../kernels/kernels';
import type { Matte } from '../../mask/matte';
import type { Size } from '../../shared/geometry';
import type { Axis } from './axis';
import type { ColorMatrix } from './color-matrix';
import type { MatteGrid } from './matte-grid';
import type { Planes } from './planes';
import type { Tiles } from './tiles';

/** The largest grid, in points, and how many more the kernel may read. */
const MOST_POINTS = 384 * 224;
const SPARE = 4;

/** Bytes of an arena for the grid and the tables of frames of up to 8192x8192. */
export const MATTE_BYTES = 17 * (MOST_POINTS + SPARE) + 10 * 2 * 8192;

/** Alpha and the tiles' trimap, both in the arena, from a matte and its grid. */
type KernelMatte = (planes: Planes, matrix: ColorMatrix, matte: Matte, grid: MatteGrid) => void;

/** True where the kernel can read a grid of this size. */
export function fitsKernel({ width, height }: Size): boolean {
  return width > 1 && height > 1 && width * height <= MOST_POINTS;
}

/** The opacity of frames of one size by the kernel; their planes lie in the arena. */
export function createKernelMatte(
  { across, down, trimap }: Tiles,
  alpha: Uint8Array,
  arena: Arena,
  kernels: Kernels,
): KernelMatte {
  const points = arena.floats(4 * (MOST_POINTS + SPARE));
  const bits = arena.bytes(MOST_POINTS + SPARE);
  const firsts = arena.ints(TILE * (across + down));
  const ways = arena.floats(TILE * (across + down));
  const tiles = arena.ints(3 * (across + down));
  const factors = arena.floats(6);
  let written: MatteGrid | undefined;

  const writeAxis = (axis: Axis, first: number) => {
    firsts.set(axis.first, TILE * first);
    ways.set(axis.way, TILE * first);
    for (let i = 0; i < axis.tileOut.length; i++) {
      const at = 3 * (first + i);
      tiles[at] = axis.tileFirst[i];
      tiles[at + 1] = axis.tileLast[i];
      tiles[at + 2] = axis.tileOut[i];
    }
  };

  const write = (grid: MatteGrid) => {
    if (written === grid) return;
    writeAxis(grid.across, 0);
    writeAxis(grid.down, across);
    written = grid;
  };

  const job = createJob(arena, PlaneMatteJob, {
    alpha: alpha.byteOffset,
    trimap: trimap.byteOffset,
    points: points.byteOffset,
    bits: bits.byteOffset,
    firsts: firsts.byteOffset,
    ways: ways.byteOffset,
    tiles: tiles.byteOffset,
    factors: factors.byteOffset,
    scratch: arena.bytes(640).byteOffset,
    width: TILE * across,
    height: TILE * down,
  });

  return ({ bytes }, m, { coefficients, size }, grid) => {
    write(grid);
    points.set(coefficients);
    // From `a·rgb` with colours of 0..1 to an opacity of 0..255 from luma less black, and chroma less 128.
    const scale = 1 / (RAMP_HIGH - RAMP_LOW);
    factors.set([m.luma * scale, m.gu * scale, m.bu * scale, m.rv * scale, m.gv * scale, m.black]);
    job.set({ frame: bytes.byteOffset, columns: size.width, rows: size.height });
    kernels.planeMatte(job.at);
  };
}
