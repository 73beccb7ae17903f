/**
 * Two bilinear reads per direction and model pixel, a quarter of it before and behind its middle, as
 * in gl/passes/shrink.frag: four places and their weights for luma, two places for chroma.
 */
export type Taps = {
  readonly key: string;
  /** The place before each bilinear read, -1 where that is the frame's first. */
  readonly firsts: Int32Array;
  readonly places: Int32Array;
  /** In whole steps of 2 ** -WEIGHT_BITS; the two of a read share half of the whole. */
  readonly weights: Int32Array;
  readonly chroma: Int32Array;
};
