import type { Arena } from '../kernels/arena';
import type { Size } from '../shared/geometry';
import { createGuidedBlocks } from './guided-blocks';
import { createGuidedFilter, type GuidedFilter, guidedBytes } from './guided-filter';
import { createNoiseShrink } from './noise-shrink';
import { createRoomColors } from './room-colors';
import { createTrimapClamp } from './trimap-clamp';

/** What comes after the guided filter: the noise of single pixels, and room that it takes for the person. */
export type GuideSwitches = { readonly noise: boolean; readonly colors: boolean };

/** A guided filter, and the grid its coefficients are for. */
export type Guide = { readonly size: Size; readonly filter: GuidedFilter };

/**
 * The guided filter for masks of one size: on their own grid, or on one half as wide and high, at a
 * quarter of the cost. There the window keeps its place in the picture, so its radius is halved too.
 * size: the width is a multiple of BLOCK on the filter's grid. arena: see guideBytes.
 */
export function createGuide(
  size: Size,
  detail: 'full' | 'half',
  switches: GuideSwitches,
  arena: Arena,
): Guide {
  if (detail === 'full') return { size, filter: createClampedFilter(size, 4, 3, switches, arena) };
  const { kernels } = arena;
  const half = { width: size.width / 2, height: size.height / 2 };
  const filter = createClampedFilter(half, 2, 2, switches, arena);
  const mask = arena.floats(half.width * half.height);
  const input = arena.bytes(mask.length * 4);
  return {
    size: half,
    filter: (fullMask, fullInput) => {
      kernels.halveMask(fullMask.byteOffset, mask.byteOffset, size.width, size.height);
      kernels.halveInput(fullInput.byteOffset, input.byteOffset, size.width, size.height);
      return filter(mask, input);
    },
  };
}

/** Bytes of an arena for a guide of a size, in either detail. */
export function guideBytes(size: Size): number {
  return guidedBytes(size) + 8 * size.width * size.height;
}

/**
 * The guided filter, its coefficients kept from following the noise of single pixels, and clamped to the
 * mask from `reach` grid points of its edge on.
 */
function createClampedFilter(
  size: Size,
  radius: 2 | 4,
  reach: number,
  { noise, colors }: GuideSwitches,
  arena: Arena,
): GuidedFilter {
  const blocks = createGuidedBlocks(size, arena);
  const filter = createGuidedFilter(size, radius, arena, blocks);
  const trimapClamp = createTrimapClamp(size, reach, blocks, arena);
  const noiseShrink = createNoiseShrink(size, blocks, arena);
  const keepRoom = colors ? createRoomColors(size, blocks) : undefined;
  return (mask, input) => {
    const coefficients = filter(mask, input);
    // In this order: what is clamped has no slopes left to look at.
    trimapClamp(mask, coefficients);
    if (noise) noiseShrink(coefficients, input);
    keepRoom?.(mask, input, coefficients);
    return coefficients;
  };
}
