import { arrayBytes } from '../kernels/arena';
import type { Size } from '../shared/geometry';
import { numbersOf } from './layers';

/** Floats of each array that the network works with, by name. Pictures lie in blocks of 8 channels. */
export type Plan = Readonly<ReturnType<typeof planFor>>;

export type PlaceName = keyof Plan;

/** The network halves its picture four times. */
export const SIZE_STEP = 16;
/** What its loops were checked with, in pixels of either side. */
const LEAST = 96;
const MOST = 512;

/** Sides of a size halved so many times. */
export function halved({ width, height }: Size, times: number): Size & { readonly pixels: number } {
  const [w, h] = [width >> times, height >> times];
  return { width: w, height: h, pixels: w * h };
}

/** True for sizes that the network takes: both sides a multiple of 16 from 96 to 512. */
export function takesSize({ width, height }: Size): boolean {
  return [width, height].every((side) => side % SIZE_STEP === 0 && side >= LEAST && side <= MOST);
}

/** What the network needs for a size: places of pictures that are not needed at once are shared. */
export function planFor(size: Size) {
  const half = halved(size, 1);
  const quarter = halved(size, 2);
  const eighth = halved(size, 3);
  const sixteenth = halved(size, 4);
  return {
    weights: numbersOf(32) + numbersOf(16),
    gatedWeights: 128 * 32,

    half: 16 * half.pixels,
    quarter: 16 * quarter.pixels,
    /** The first block's, before its gate; then the decoder's. */
    quarterToo: 16 * quarter.pixels,
    eighth: 24 * eighth.pixels,
    /** The second block's; then the decoder's. */
    eighthToo: 24 * eighth.pixels,
    sixteenth: 32 * sixteenth.pixels,
    sixteenthToo: 32 * sixteenth.pixels,
    /** Of each block what it has many channels of: 88 at an eighth, 128 at a sixteenth. */
    wide: 88 * eighth.pixels,
    /** What the decoder enlarges: at most 16 channels at a quarter. */
    small: 16 * quarter.pixels,

    sumOfHalf: 16,
    sumOfQuarter: 16,
    sumOfEighth: 24,
    sum: 128,
    mean: 128,
    squeezed: 32,
    gate: 128,

    // Room for rows and blocks that are on their way: see kernels/assembly/network.
    floats: 9 * (size.width + 2),
    ring: 6 * 8 * (half.width + 2),
    lines: 8 * (4 * half.width + 2),
    padded: 8 * (quarter.width + 1) * (quarter.height + 1),
    /** Never written to. */
    zeros: 8 * (half.width + 2),
  };
}

/** Bytes of an arena's capacity that the network takes, without pictures and masks. */
export function networkBytes(size: Size): number {
  return Object.values(planFor(size)).reduce((sum, floats) => sum + arrayBytes(4 * floats), 0);
}
