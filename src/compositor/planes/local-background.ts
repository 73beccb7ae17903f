import { createArena } from '../../kernels/arena';
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
  update(tiles: Tiles): void;
};

/** sigma: in pixels of the background; arena: that of the background. */
export function createLocalBackground(
  { width, height, light: backgroundLight }: Background,
  sigma: number,
  arena = createArena(),
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

  /** Blurs along one direction; step: from pixel to pixel; ends: how many lie before and behind. */
  const blurPixel = (
    from: Float32Array,
    to: Float32Array,
    at: number,
    step: number,
    before: number,
    behind: number,
  ) => {
    const middle = kernel[0];
    let red = middle * from[at];
    let green = middle * from[at + 1];
    let blue = middle * from[at + 2];
    let weight = middle * from[at + 3];
    for (let i = 1; i <= reach; i++) {
      const k = kernel[i];
      const a = at - step * (i < before ? i : before);
      const b = at + step * (i < behind ? i : behind);
      red += k * (from[a] + from[b]);
      green += k * (from[a + 1] + from[b + 1]);
      blue += k * (from[a + 2] + from[b + 2]);
      weight += k * (from[a + 3] + from[b + 3]);
    }
    to[at] = red;
    to[at + 1] = green;
    to[at + 2] = blue;
    to[at + 3] = weight;
  };

  return {
    light,
    shown,
    mark: (tiles, around, wanted) => {
      markEdges(tiles, around);
      widen(tiles, shown, wanted, far, far);
    },
    update: ({ across, down }) => {
      if (kernels) {
        kernels.localBackground(rowsJob.at);
        kernels.localBackground(columnsJob.at);
        return;
      }
      for (let ty = 0; ty < down; ty++) {
        const top = ty * QUARTER_TILE;
        for (let tx = 0; tx < across; tx++) {
          if (!rows[ty * across + tx]) continue;
          const right = Math.min(width, (tx + 1) * QUARTER_TILE + 1);
          for (let y = top; y < top + QUARTER_TILE; y++)
            for (let x = Math.max(0, tx * QUARTER_TILE - 1); x < right; x++)
              blurPixel(backgroundLight, between, 4 * (y * width + x), 4, x, width - 1 - x);
        }
      }
      for (let ty = 0; ty < down; ty++) {
        const bottom = Math.min(height, (ty + 1) * QUARTER_TILE + 1);
        for (let tx = 0; tx < across; tx++) {
          if (!shown[ty * across + tx]) continue;
          const right = Math.min(width, (tx + 1) * QUARTER_TILE + 1);
          for (let y = Math.max(0, ty * QUARTER_TILE - 1); y < bottom; y++)
            for (let x = Math.max(0, tx * QUARTER_TILE - 1); x < right; x++)
              blurPixel(between, light, 4 * (y * width + x), 4 * width, y, height - 1 - y);
        }
      }
    },
  };
}
