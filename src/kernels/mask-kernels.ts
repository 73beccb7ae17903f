/** A place in the kernels' memory: the `byteOffset` of an array of the arena. */
export type Pointer = number;

/** Those of src/mask. */
export type MaskKernels = {
  /** createProbabilityReader. */
  probabilities(bytes: Pointer, mask: Pointer, count: number): void;
  /** createLumaReader. */
  luma(input: Pointer, luma: Pointer, count: number): void;
  /** createRunFinder; width: a multiple of 4. Returns how many runs there are. */
  runs(
    plane: Pointer,
    firsts: Pointer,
    lasts: Pointer,
    above: number,
    upTo: number,
    width: number,
    height: number,
  ): number;
  /** createTemporalSmoothing; width: a multiple of 4. */
  temporalSmoothing(
    mask: Pointer,
    luma: Pointer,
    beforeMask: Pointer,
    beforeLuma: Pointer,
    width: number,
    height: number,
  ): void;
  /** createGuidedBlocks, the content of each block itself; width: a multiple of BLOCK. */
  guidedBlocks(mask: Pointer, contents: Pointer, width: number, height: number): void;
  /** createGuidedSolve over all blocks of a level or more, and the mask in those near; width: a multiple of BLOCK. */
  guidedSolve(
    mask: Pointer,
    input: Pointer,
    solved: Pointer,
    columns: Pointer,
    levels: Pointer,
    width: number,
    height: number,
    level: number,
  ): void;
  /** createGuidedMean, in the same way. */
  guidedMean(
    solved: Pointer,
    coefficients: Pointer,
    columns: Pointer,
    levels: Pointer,
    width: number,
    height: number,
    level: number,
  ): void;
  /** createTrimapClamp in all blocks of a level or more; scratch: BLOCK + 2 · reach ints. width: as above. */
  trimapClamp(
    mask: Pointer,
    coefficients: Pointer,
    levels: Pointer,
    scratch: Pointer,
    width: number,
    height: number,
    reach: number,
    level: number,
  ): void;
  /** createNoiseShrink in the same way; matte: room for a number per point. */
  noiseShrink(
    coefficients: Pointer,
    input: Pointer,
    matte: Pointer,
    levels: Pointer,
    width: number,
    height: number,
    level: number,
  ): void;
};
