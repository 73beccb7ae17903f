import type { Arena } from '../../kernels/arena';
import { BACKGROUND, FOREGROUND } from '../../kernels/constants';
import { createJob } from '../../kernels/job';
import { BackgroundJob } from '../../kernels/jobs';
import type { Size } from '../../shared/geometry';
import type { ColorMatrix } from './color-matrix';
import type { PlaneMatte } from './plane-matte';
import type { Planes } from './planes';
import { reduced } from './small-picture';

/**
 * The background at a quarter of the frame's size: each pixel is 4x4 of the frame. Red, green and blue
 * light times weight, and the weight; the person weighs nothing, so that blurs have no halo. Or the person so: then the
 * background weighs nothing.
 */
export type Background = Size & {
  readonly light: Float32Array;
  /** Reads the tiles that are marked in `wanted`, one byte per tile. */
  update(planes: Planes, matrix: ColorMatrix, matte: PlaneMatte, wanted: Uint8Array): void;
};

/** Makes the background of frames of one size, or the person in them. arena: that of all that it is given. */
export function createBackground(
  frame: Size,
  arena: Arena,
  of: 'background' | 'person' = 'background',
): Background {
  const { width, height } = reduced(frame, 4);
  const { kernels } = arena;
  const light = arena.floats(4 * width * height);
  const factors = arena.bytes(12);
  const job = createJob(arena, BackgroundJob, {
    light: light.byteOffset,
    factors: factors.byteOffset,
    empty: of === 'person' ? BACKGROUND : FOREGROUND,
    width: 4 * width,
    height: 4 * height,
  });
  let written: ColorMatrix | undefined;

  return {
    width,
    height,
    light,
    update: (planes, matrix, { tiles, alpha }, wanted) => {
      if (written !== matrix) writeFactors(matrix, factors);
      written = matrix;
      job.set({
        frame: planes.bytes.byteOffset,
        alpha: alpha.byteOffset,
        trimap: tiles.trimap.byteOffset,
        wanted: wanted.byteOffset,
      });
      kernels.background(job.at);
    },
  };
}

/**
 * The matrix as the kernel takes it, numbers of 16 bits: black in steps of 1/16, then factors in steps
 * of 2⁻¹⁵: of luma by the half, of chroma by the eighth.
 */
function writeFactors(m: ColorMatrix, { buffer, byteOffset }: Uint8Array<ArrayBuffer>): void {
  const chroma = [m.rv, m.gu, m.gv, m.bu].map((factor) => factor / 8);
  const fractions = [m.luma / 2, ...chroma].map((factor) => Math.round(factor * 2 ** 15));
  new Int16Array(buffer, byteOffset, 6).set([16 * m.black, ...fractions]);
}
