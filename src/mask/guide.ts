import { createArena } from '../kernels/arena';
import type { Size } from '../shared/geometry';
import { createGuidedFilter, type GuidedFilter, guidedBytes } from './guided-filter';
import { createReach } from './reach';

/** A guided filter, and the grid its coefficients are for. */
export type Guide = { readonly size: Size; readonly filter: GuidedFilter };

/**
 * The guided filter for masks of one size: on their own grid, or on one half as wide and high, at a
 * quarter of the cost. There the window keeps its place in the picture, so its radius is halved too.
 * size: even, for `half`. kernels: see createRefiner.
 */
export function createGuide(
  size: Size,
  detail: 'full' | 'half',
  kernels?: WebAssembly.Module,
): Guide {
  if (detail === 'full') {
    const filter = createGuidedFilter(size, 4, createArena(kernels, guidedBytes(size)));
    return { size, filter: held(filter, size, 3) };
  }
  const half = { width: size.width / 2, height: size.height / 2 };
  const filter = held(createGuidedFilter(half, 2), half, 2);
  const mask = new Float32Array(half.width * half.height);
  const input = new Uint8Array(mask.length * 4);
  return {
    size: half,
    filter: (fullMask, fullInput) => {
      shrink(fullMask, size, 1, mask);
      shrink(fullInput, size, 4, input);
      return filter(mask, input);
    },
  };
}

/** The filter's coefficients, held to the mask from `reach` grid points of its edge on. */
function held(filter: GuidedFilter, size: Size, reach: number): GuidedFilter {
  const hold = createReach(size, reach);
  return (mask, input) => {
    const coefficients = filter(mask, input);
    hold(mask, coefficients);
    return coefficients;
  };
}

type Samples = Float32Array | Uint8Array;

/** Means of 2x2 pixels. channels: values per pixel, each for itself. */
function shrink(from: Samples, { width, height }: Size, channels: number, to: Samples): void {
  const row = width * channels;
  let at = 0;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      for (let c = 0; c < channels; c++) {
        const i = (y * width + x) * channels + c;
        const above = (from[i] as number) + (from[i + channels] as number);
        const below = (from[i + row] as number) + (from[i + row + channels] as number);
        to[at++] = (above + below) / 4;
      }
    }
  }
}
