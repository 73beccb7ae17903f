import { createWasmArena } from '../kernels/arena';
import { log } from '../shared/log';
import { drawKnownPicture, KNOWN_SIDE } from './known-picture';
import { createNetwork, type NetworkOptions } from './network';
import { networkBytes } from './plan';

/** Means of the blocks of 8x8 pixels of the known picture's mask, as the graph in plain loops gives them (models/plain.ts). */
// biome-ignore format: a line is a row of blocks
const MEANS: readonly number[] = [
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 19, 25, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 95, 252, 255, 123, 0, 0, 0, 0,
  0, 0, 0, 0, 219, 255, 255, 249, 1, 0, 0, 0,
  0, 0, 0, 0, 218, 255, 255, 252, 7, 0, 0, 0,
  0, 0, 0, 0, 142, 255, 255, 193, 0, 0, 0, 0,
  0, 0, 0, 0, 32, 240, 255, 74, 0, 0, 0, 0,
  0, 0, 0, 1, 62, 234, 255, 111, 5, 0, 0, 0,
  0, 0, 28, 195, 255, 255, 255, 255, 215, 45, 0, 0,
  0, 8, 215, 255, 255, 255, 255, 255, 255, 233, 25, 0,
  0, 107, 255, 255, 255, 255, 255, 255, 255, 255, 139, 0,
  0, 166, 255, 255, 255, 255, 255, 255, 255, 255, 195, 1,
];
const BLOCK = 8;
/** Half a code for rounding them, and half a one for pixels that the builds round otherwise. */
const TOLERANCE = 1;

export type CheckOptions = Pick<NetworkOptions, 'module' | 'weights'> & {
  /** See createArena. */
  readonly kernels: WebAssembly.Module;
};

/**
 * Runs the network on one known picture, of a sixth of the pixels of 320x176: true when its mask is right. A
 * browser's compiler or a machine that gets the kernels wrong is found here, before a person is shown by it. False as
 * well when they trap.
 */
export function isRight({ module, weights, kernels }: CheckOptions): boolean {
  const size = { width: KNOWN_SIDE, height: KNOWN_SIDE };
  const pixels = KNOWN_SIDE * KNOWN_SIDE;
  const arena = createWasmArena(kernels, networkBytes(size) + 6 * pixels);
  const [rgba, mask] = [arena.bytes(4 * pixels), arena.bytes(pixels)];
  drawKnownPicture(rgba);
  try {
    createNetwork({ module, arena, weights, size }).run(rgba, mask);
  } catch (error) {
    log.warn('the engine fails at the known picture', error);
    return false;
  }
  return blockMeans(mask).every(
    (mean, block) => Math.abs(mean - (MEANS[block] ?? Number.NaN)) <= TOLERANCE,
  );
}

/** Row by row. */
function blockMeans(mask: Uint8Array): number[] {
  const blocks = KNOWN_SIDE / BLOCK;
  const sums = new Array<number>(blocks * blocks).fill(0);
  for (let i = 0; i < mask.length; i++) {
    const x = i % KNOWN_SIDE;
    const y = Math.floor(i / KNOWN_SIDE);
    const block = Math.floor(y / BLOCK) * blocks + Math.floor(x / BLOCK);
    (sums[block] as number) += mask[i] as number;
  }
  return sums.map((sum) => sum / BLOCK ** 2);
}
