import type { Arena } from '../../kernels/arena';
import { BACKGROUND, UNKNOWN } from '../../kernels/constants';
import { createJob } from '../../kernels/job';
import { LocalBackgroundJob } from '../../kernels/jobs';
import { widen } from '../../mask/trimap';
import type { Background } from './background';
import { gaussianKernel } from './gaussian';
import { QUARTER_TILE, type Tiles } from './tiles';

/**
 * What of the background lies near each place of the edge: the background's light and weight, blurred a little.
 * Only the tiles of the edge, or those around them as well, and one pixel around are computed.
 */
export type LocalBackground = {
  /** Values as in Background. */
  readonly light: Float32Array;
  /** 1 for each tile that `update` computes. */
  readonly shown: Uint8Array;
  /**
   * Chooses the tiles of the edge, and those around them in the person where `around` is true; marks
   * the tiles of the background that `update` will read.
   */
  mark(tiles: Tiles, around: boolean, wanted: Uint8Array): void;
  update(): void;
};

/** sigma: in pixels of the background; arena: that of the background. */
export function createLocalBackground(
  { width, height, light: backgroundLight }: Background,
  sigma: number,
  arena: Arena,
): LocalBackground {
  const kernel = gaussianKernel(sigma);
  const reach = kernel.length - 1;
  /** Tiles that the kernel and the pixel around a tile can touch. */
  const far = Math.ceil((reach + 1) / QUARTER_TILE);
  const between = arena.floats(backgroundLight.length);
  const light = arena.floats(backgroundLight.length);
  const count = (width * height) / QUARTER_TILE ** 2;
  const shown = arena.bytes(count);
  const edges = new Uint8Array(count);
  const rows = arena.bytes(count);
  const { kernels } = arena;
  const weights = arena.floats(kernel.length);
  weights.set(kernel);
  const jobOf = (from: Float32Array, to: Float32Array, marked: Uint8Array, down: 0 | 1) =>
    createJob(arena, LocalBackgroundJob, {
      from: from.byteOffset,
      to: to.byteOffset,
      marked: marked.byteOffset,
      weights: weights.byteOffset,
      reach,
      width,
      height,
      down,
    });
  const rowsJob = jobOf(backgroundLight, between, rows, 0);
  const columnsJob = jobOf(between, light, shown, 1);

  const markEdges = (tiles: Tiles, around: boolean) => {
    const { trimap } = tiles;
    const marked = around ? edges : shown;
    for (let i = 0; i < trimap.length; i++) marked[i] = trimap[i] === UNKNOWN ? 1 : 0;
    if (around) {
      widen(tiles, edges, shown, 1, 1);
      for (let i = 0; i < trimap.length; i++) if (trimap[i] === BACKGROUND) shown[i] = 0;
    }
    widen(tiles, shown, rows, 0, far);
  };

  return {
    light,
    shown,
    mark: (tiles, around, wanted) => {
      markEdges(tiles, around);
      widen(tiles, shown, wanted, far, far);
    },
    update: () => {
      kernels.localBackground(rowsJob.at);
      kernels.localBackground(columnsJob.at);
    },
  };
}
