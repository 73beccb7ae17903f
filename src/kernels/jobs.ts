/**
 * What kernels with many arguments are told: one struct each, in their memory. Both compilers read this file, and a
 * number is one of 64 bits to both; createJob writes the fields in their order. Without another word a field that
 * names an array is its place in the memory, in bytes, and width and height are those of planes in whole tiles.
 */

/** createRunFinder: the values over `above` and up to `upTo`. */
export class RunsJob {
  plane: number = 0;
  /** Room for a number of 32 bits for every second pixel, and `lasts` the same. */
  firsts: number = 0;
  lasts: number = 0;
  above: number = 0;
  upTo: number = 0;
  /** Of the plane; the width is a multiple of 4. */
  width: number = 0;
  height: number = 0;
}

/** createExtent: of the points over one half; returns the sum of all. */
export class ExtentJob {
  mask: number = 0;
  /** Four numbers of 32 bits: left, top, right and bottom, the last two excluded; right is 0 where nobody is. */
  bounds: number = 0;
  /** Of the mask; the width is a multiple of 8. */
  width: number = 0;
  height: number = 0;
}

/** createSpanFinder: writes 1 into the spans. */
export class ArchSpansJob {
  mask: number = 0;
  /** RGBA. */
  input: number = 0;
  spans: number = 0;
  /** Of the mask; the width is a multiple of 4. */
  width: number = 0;
  height: number = 0;
}

/** createDoubtPatches: writes 1 where a point lies within a patch, by the points up to two away. */
export class DoubtInsideJob {
  mask: number = 0;
  inside: number = 0;
  /** In doubt is more than this, and up to 1 less it; and how far apart two points of a patch may be. */
  sure: number = 0;
  flat: number = 0;
  /** Of the mask; the width is a multiple of 4. */
  width: number = 0;
  height: number = 0;
}

/** createMotion: finds where each block has come from. */
export class MotionSearchJob {
  mask: number = 0;
  luma: number = 0;
  beforeLuma: number = 0;
  /** Room for both pictures in steps: a number of 32 bits for each point, in the one before 4 · MOTION_PAD more a row. */
  now: number = 0;
  before: number = 0;
  /** Three numbers of 32 bits each, the shortest first: to the right, down, and what it must be better by, in steps. */
  shifts: number = 0;
  count: number = 0;
  /** Two numbers for each block. */
  vectors: number = 0;
  /** Multiples of MOTION_BLOCK. */
  width: number = 0;
  height: number = 0;
}

/** createTemporalSmoothing: smooths `mask` in place. */
export class TemporalSmoothingJob {
  mask: number = 0;
  luma: number = 0;
  beforeMask: number = 0;
  beforeLuma: number = 0;
  /** Of the mask; the width is a multiple of 4. */
  width: number = 0;
  height: number = 0;
}

/** The steps of createGuidedFilter: solving in all blocks of a level or more, and the mask in those near; and the means. */
export class GuidedJob {
  /** Of the first step only, as `input`. */
  mask: number = 0;
  input: number = 0;
  solved: number = 0;
  /** Of the second step only. */
  coefficients: number = 0;
  /**
   * Zeros: 2 · WINDOW_SUMS rows of whole numbers, or one of four floats, each with SUMS_BEFORE and SUMS_BEHIND; then
   * width / 4. Without vectors, for each column WINDOW_SUMS whole numbers or four of 64 bits, and one.
   */
  sums: number = 0;
  levels: number = 0;
  /** Of the grid; the width is a multiple of BLOCK. */
  width: number = 0;
  height: number = 0;
  /** Of a window, in points: 4 or 2. */
  radius: number = 0;
  level: number = 0;
}

/** createTrimapClamp in all blocks of a level or more. */
export class TrimapClampJob {
  mask: number = 0;
  coefficients: number = 0;
  levels: number = 0;
  /** BLOCK + 2 · reach numbers of 32 bits. */
  scratch: number = 0;
  /** Of the grid; the width is a multiple of BLOCK. */
  width: number = 0;
  height: number = 0;
  /** In points, up to 4. */
  reach: number = 0;
  level: number = 0;
}

/** createNoiseShrink in all blocks of a level or more; it reads those of one less. */
export class NoiseShrinkJob {
  coefficients: number = 0;
  input: number = 0;
  /** Room for a number per point. */
  matte: number = 0;
  levels: number = 0;
  /** Of the grid; the width is a multiple of BLOCK. */
  width: number = 0;
  height: number = 0;
  level: number = 0;
}

/** createPlaneInput, whose tables these are. */
export class PlaneInputJob {
  frame: number = 0;
  /** RGBA. */
  pixels: number = 0;
  /** 16 bytes, room for a row of numbers of 16 bits, 64 bytes, and as much for the rows of both chromas; or a row of 32 bits. */
  line: number = 0;
  /** For each column the frame's pixels before its two reads, -1 to the last. */
  firsts: number = 0;
  /** For each column or row four weights as numbers of 16 bits. */
  columnWeights: number = 0;
  columnChroma: number = 0;
  /** The four rows of each row. */
  places: number = 0;
  rowWeights: number = 0;
  rowChroma: number = 0;
  /** Black, luma, rv, gu, gv and bu of a ColorMatrix. */
  factors: number = 0;
  width: number = 0;
  height: number = 0;
  /** Of the model input; columns: a multiple of 4. */
  columns: number = 0;
  rows: number = 0;
}

/** createPlaneMatte. */
export class PlaneMatteJob {
  frame: number = 0;
  alpha: number = 0;
  trimap: number = 0;
  /** The matte's coefficients, of four points more than it has. */
  points: number = 0;
  /** Room for a byte for each of them. */
  bits: number = 0;
  /** Room for four numbers of 64 bits for each of them, where there are no vectors; else for a byte for each column. */
  converted: number = 0;
  /** For each of the frame's columns, and then for each row: see Axis. */
  firsts: number = 0;
  ways: number = 0;
  /** The first and the last point that each column of tiles reads, and whether pixels of it lie outside the matte; then the same of rows. */
  tiles: number = 0;
  /** Six numbers: see plane-matte.ts. */
  factors: number = 0;
  /** 640 bytes. */
  scratch: number = 0;
  /** Of the grid, two or more. */
  columns: number = 0;
  rows: number = 0;
  width: number = 0;
  height: number = 0;
}

/** createBackground, the tiles that are marked in `wanted`. */
export class BackgroundJob {
  frame: number = 0;
  alpha: number = 0;
  trimap: number = 0;
  wanted: number = 0;
  light: number = 0;
  /** Six numbers of 16 bits: see writeFactors there. */
  factors: number = 0;
  /** The kind of tiles that weigh nothing: FOREGROUND for the background, BACKGROUND for the person. */
  empty: number = 0;
  width: number = 0;
  height: number = 0;
}

/** createLocalBackground, one direction. */
export class LocalBackgroundJob {
  from: number = 0;
  to: number = 0;
  marked: number = 0;
  /** One side of the gaussian, `reach` + 1 numbers. */
  weights: number = 0;
  reach: number = 0;
  /** Of the background. */
  width: number = 0;
  height: number = 0;
  /** 0 along the rows, 1 along the columns. */
  down: number = 0;
}

/** createBoxBlur. */
export class BoxBlurJob {
  from: number = 0;
  into: number = 0;
  turned: number = 0;
  /** Lines of the longer side and BOX_PASSES · (radius + 1) pixels before and behind; of 64 bits without vectors. */
  one: number = 0;
  other: number = 0;
  /** Of the picture. */
  width: number = 0;
  height: number = 0;
  radius: number = 0;
  /** Weight of the pixels at the ends of a box, 0..1. */
  end: number = 0;
}

/** createEnlarger, one plane: all tiles that are not the person's. */
export class EnlargeJob {
  from: number = 0;
  /** Of the small plane. */
  width: number = 0;
  height: number = 0;
  to: number = 0;
  trimap: number = 0;
  /** Tiles in each direction, and a tile's side in pixels of the plane that is drawn. */
  across: number = 0;
  down: number = 0;
  tile: number = 0;
  /** A small pixel gives 2 ** bits pixels along each side, 2 to 8. */
  bits: number = 0;
  /** Two rows of the small plane in numbers of 16 bits, and 64 more of them; or one of 32 bits. */
  line: number = 0;
  /** See enlarge.ts. */
  tables: number = 0;
}

/** createForeground. */
export class ForegroundJob {
  frame: number = 0;
  out: number = 0;
  alpha: number = 0;
  /** The light of the LocalBackground. */
  local: number = 0;
  /** The same of the person. */
  own: number = 0;
  trimap: number = 0;
  /** The numbers of a ColorMatrix, in its order. */
  matrix: number = 0;
  width: number = 0;
  height: number = 0;
}

/** createLightWrap. */
export class LightWrapJob {
  soft: number = 0;
  out: number = 0;
  alpha: number = 0;
  /** The light of the LocalBackground, and the tiles that it has. */
  local: number = 0;
  shown: number = 0;
  trimap: number = 0;
  /** Of the backdrop's light, 0..1. */
  most: number = 0;
  width: number = 0;
  height: number = 0;
}

/** createRoomPlate: learns the room of a frame, and then says where it is seen. */
export class RoomPlateJob {
  /** 0..1. */
  mask: number = 0;
  /** RGBA. */
  input: number = 0;
  /** The mask again, to be moved. */
  moved: number = 0;
  /** Red, green and blue of the room, a plane of numbers of 16 bits each, with PLATE_BITS behind the point. */
  colors: number = 0;
  /** Their variance, 16 bits, with PLATE_NOISE_BITS behind the point. */
  noise: number = 0;
  /** Observations of each point, a byte. */
  seen: number = 0;
  /** Room for PLATE_PLANES planes of a bit per point, with rows of words of 64. */
  bits: number = 0;
  /** For each block how many known points of the room there are, times 2 ** 16, and how many are as they were: 32 bits. */
  counts: number = 0;
  /** How far a block is believed, 0..1. */
  trust: number = 0;
  /** PERSON_SUMS numbers of 32 bits for each block; before they are summed, room for others. */
  sums: number = 0;
  /** Room for three histograms of PLATE_BINS numbers of 32 bits. */
  bins: number = 0;
  /** Of the mask: multiples of 16. */
  width: number = 0;
  height: number = 0;
  /** Which rows of points that are known best learn from this frame: 0 or 1, even or odd ones. */
  turn: number = 0;
  /** How far the whole plate is believed, 0..1. */
  calm: number = 0;
}
