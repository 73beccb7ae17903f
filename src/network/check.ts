import { createArena } from '../kernels/arena';
import { log } from '../shared/log';
import { drawKnownPicture, KNOWN_SIDE } from './known-picture';
import { createNetwork, type NetworkOptions } from './network';
import { networkBytes } from './plan';

/** Means of the blocks of 8x8 pixels of the known picture's mask, as the graph in plain loops gives them (models/plain.ts). */
// biome-ignore format: one line is a row of blocks
const MEANS: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 22, 29, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 99, 253, 255, 128, 0, 0, 0, 0],
  [0, 0, 0, 0, 218, 255, 255, 249, 0, 0, 0, 0],
  [0, 0, 0, 0, 214, 255, 255, 250, 0, 0, 0, 0],
  [0, 0, 0, 0, 146, 255, 255, 184, 0, 0, 0, 0],
  [0, 0, 0, 0, 23, 236, 255, 58, 0, 0, 0, 0],
  [0, 0, 0, 0, 56, 229, 255, 97, 5, 0, 0, 0],
  [0, 0, 28, 192, 255, 255, 255, 255, 217, 51, 0, 0],
  [0, 8, 216, 255, 255, 255, 255, 255, 255, 236, 25, 0],
  [0, 108, 255, 255, 255, 255, 255, 255, 255, 255, 138, 0],
  [3, 171, 255, 255, 255, 255, 255, 255, 255, 255, 200, 4],
];
const BLOCK = 8;
/** Half a code for rounding them, and half a one for pixels that the builds round otherwise. */
const TOLERANCE = 1;

export type CheckOptions = Pick<NetworkOptions, 'module' | 'weights'> & {
  /** See createArena. */
  readonly kernels: WebAssembly.Module;
};

/**
 * Runs the network on one known picture, for about 2 ms: true when its mask is right. A browser's compiler or a
 * machine that gets the kernels wrong is found here, before a person is shown by it. False as well when they trap.
 */
export function isRight({ module, weights, kernels }: CheckOptions): boolean {
  const size = { width: KNOWN_SIDE, height: KNOWN_SIDE };
  const pixels = KNOWN_SIDE * KNOWN_SIDE;
  const arena = createArena(kernels, networkBytes(size) + 6 * pixels);
  const [rgba, mask] = [arena.bytes(4 * pixels), arena.bytes(pixels)];
  drawKnownPicture(rgba);
  try {
    createNetwork({ module, arena, weights, size }).run(rgba, mask);
  } catch (error) {
    log.warn('the engine fails at the known picture', error);
    return false;
  }
  return blockMeans(mask).every((row, y) =>
    row.every((mean, x) => Math.abs(mean - (MEANS[y]?.[x] ?? Number.NaN)) <= TOLERANCE),
  );
}

function blockMeans(mask: Uint8Array): number[][] {
  const blocks = KNOWN_SIDE / BLOCK;
  const sums = Array.from({ length: blocks }, () => new Array<number>(blocks).fill(0));
  for (const [i, value] of mask.entries()) {
    const row = sums[Math.floor(i / KNOWN_SIDE / BLOCK)] as number[];
    (row[Math.floor((i % KNOWN_SIDE) / BLOCK)] as number) += value / BLOCK ** 2;
  }
  return sums;
}
