import type { Arena } from '../../kernels/arena';
import { RAMP_HIGH, RAMP_LOW, TILE } from '../../kernels/constants';
import { createJob } from '../../kernels/job';
import { PlaneMatteJob } from '../../kernels/jobs';
import type { Matte } from '../../mask/matte';
import type { Rect, Size } from '../../shared/geometry';
import { type Axis, createAxis } from './axis';
import type { ColorMatrix } from './color-matrix';
import type { Planes } from './planes';
import { createTiles, type Tiles, wholeTiles } from './tiles';

/** The person's opacity at the pixels of a frame. */
export type PlaneMatte = {
  readonly tiles: Tiles;
  /** 0 background, 255 person, for each pixel of the planes; valid in tiles of kind UNKNOWN only. */
  readonly alpha: Uint8Array;
  /** Reads a matte at the frame's pixels. Throws a RangeError for a grid larger than a model's. */
  update(planes: Planes, matrix: ColorMatrix, matte: Matte): void;
};

/** A matte's grid against the pixels of a frame. */
type MatteGrid = {
  readonly size: Size;
  readonly region: Rect;
  readonly across: Axis;
  readonly down: Axis;
};

/** The largest grid, in points, and how many more the kernel may read. */
const MOST_POINTS = 384 * 224;
const SPARE = 4;

/** Bytes of an arena for the grid and the tables of frames of up to 8192x8192. */
export const MATTE_BYTES = 49 * (MOST_POINTS + SPARE) + 10 * 2 * 8192;

/** Makes the opacity of frames of one size. arena: that of the planes, see MATTE_BYTES. */
export function createPlaneMatte({ width, height }: Size, arena: Arena): PlaneMatte {
  const tiles = createTiles({ width, height }, arena);
  const whole = wholeTiles({ width, height });
  const alpha = arena.bytes(whole.width * whole.height);
  const draw = createDraw(tiles, alpha, arena);
  let grid: MatteGrid | undefined;

  const gridOf = ({ size, region }: Matte): MatteGrid => {
    if (grid && isSameSize(grid.size, size) && isSameRect(grid.region, region)) return grid;
    grid = {
      size,
      region,
      across: createAxis(width, size.width, region.x, region.width),
      down: createAxis(height, size.height, region.y, region.height),
    };
    return grid;
  };

  return {
    tiles,
    alpha,
    update: (planes, matrix, matte) => {
      const { size } = matte;
      if (size.width * size.height > MOST_POINTS)
        throw new RangeError(`expected the grid of a model, not ${size.width}x${size.height}`);
      draw(planes, matrix, matte, gridOf(matte));
    },
  };
}

/** Draws by the kernel. */
function createDraw({ across, down, trimap }: Tiles, alpha: Uint8Array, arena: Arena) {
  const { kernels } = arena;
  const points = arena.floats(4 * (MOST_POINTS + SPARE));
  const bits = arena.bytes(MOST_POINTS + SPARE);
  const converted = arena.bytes(32 * (MOST_POINTS + SPARE));
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
    converted: converted.byteOffset,
    firsts: firsts.byteOffset,
    ways: ways.byteOffset,
    tiles: tiles.byteOffset,
    factors: factors.byteOffset,
    scratch: arena.bytes(640).byteOffset,
    width: TILE * across,
    height: TILE * down,
  });

  return ({ bytes }: Planes, m: ColorMatrix, { coefficients, size }: Matte, grid: MatteGrid) => {
    write(grid);
    points.set(coefficients);
    // From `a·rgb` with colours of 0..1 to an opacity of 0..255 from luma less black, and chroma less 128.
    const scale = 1 / (RAMP_HIGH - RAMP_LOW);
    factors.set([m.luma * scale, m.gu * scale, m.bu * scale, m.rv * scale, m.gv * scale, m.black]);
    job.set({ frame: bytes.byteOffset, columns: size.width, rows: size.height });
    kernels.planeMatte(job.at);
  };
}

function isSameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

function isSameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && isSameSize(a, b);
}
