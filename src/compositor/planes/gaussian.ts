/**
 * One side of the kernel of gl/passes/blur.frag, weights of the places 0, 1, 2 …: a gaussian cut at
 * about 2.5 sigma, in pairs of places. Both sides sum to 1. sigma: in pixels.
 */
export function gaussianKernel(sigma: number): Float64Array {
  const reach = 2 * Math.ceil(Math.ceil(2.5 * sigma) / 2);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, i) =>
    Math.exp((-i * i) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((sum, weight, i) => sum + (i === 0 ? weight : 2 * weight), 0);
  return kernel.map((weight) => weight / total);
}

/** The kernel's variance in square pixels: less than sigma², for it is cut. */
export function varianceOf(kernel: Float64Array): number {
  return kernel.reduce((sum, weight, i) => sum + 2 * weight * i * i, 0);
}
