/** A place in the kernels' memory: the `byteOffset` of an array of the arena. */
export type Pointer = number;

/** Those of src/mask. */
export type MaskKernels = {
  /** createProbabilityReader. */
  readProbabilities(bytes: Pointer, mask: Pointer, count: number): void;
  /** createLumaReader. */
  readLuma(input: Pointer, luma: Pointer, count: number): void;
  /** createRunFinder; width: a multiple of 4. Returns how many runs there are. */
  findRuns(
    plane: Pointer,
    firsts: Pointer,
    lasts: Pointer,
    above: number,
    upTo: number,
    width: number,
    height: number,
  ): number;
  /** createSmoother; width: a multiple of 4. */
  steady(
    mask: Pointer,
    luma: Pointer,
    beforeMask: Pointer,
    beforeLuma: Pointer,
    width: number,
    height: number,
  ): void;
  /** createGuidedBlocks, the content of each block itself; width: a multiple of BLOCK. */
  readContents(mask: Pointer, contents: Pointer, width: number, height: number): void;
  /** createGuidedSolve over all blocks of a level or more, and the mask in those near; width: a multiple of BLOCK. */
  solveWindows(
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
  meanWindows(
    solved: Pointer,
    coefficients: Pointer,
    columns: Pointer,
    levels: Pointer,
    width: number,
    height: number,
    level: number,
  ): void;
  /** createReach in all blocks of a level or more; scratch: BLOCK + 2 · reach ints. width: as above. */
  holdReach(
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
  shrinkNoise(
    coefficients: Pointer,
    input: Pointer,
    matte: Pointer,
    levels: Pointer,
    width: number,
    height: number,
    level: number,
  ): void;
};
