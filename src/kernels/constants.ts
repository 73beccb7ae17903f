/**
 * Numbers that the TypeScript of `src` and the kernels of `kernels/assembly` share. Both compilers read this
 * file: a quotient has a point in it, since AssemblyScript divides whole numbers as whole numbers.
 */

/** A trimap's bits, of a block of a mask or of a tile of a frame: all background, all foreground, or either. */
export const BACKGROUND = 1;
export const FOREGROUND = 2;
export const UNKNOWN = 3;

/** Side of a tile in pixels of the frame. */
export const TILE = 16;
/** Opacity ramp of the matte: a raw value of RAMP_LOW or less is background, RAMP_HIGH or more is foreground. */
export const RAMP_LOW = 0.2;
export const RAMP_HIGH = 0.8;
/** Least weight of the background near a place, 0..1, at which its colour counts as known. The shaders read it, too. */
export const LEAST_WEIGHT = 0.02;
/** Bits behind the point of a weight of the model input, and of a row that is mixed from the frame's. */
export const WEIGHT_BITS = 14;
export const MIXED_BITS = 7;
/** Bits behind the point of a value that the kernel enlarges. */
export const ENLARGE_BITS = 7;
/** Side of the dither pattern, in pixels. */
export const DITHER_SIDE = 8;
/** Boxes per direction of a blur: three in a row come close to a gaussian. */
export const BOX_PASSES = 3;

/** Luma of red, green and blue (ITU-R BT.601-7, 2.5.1) in thousandths: whole numbers, so that the kernel comes to the same. */
export const LUMA_RED = 299;
export const LUMA_GREEN = 587;
export const LUMA_BLUE = 114;
/** From their sum, with colours of 0..255, to luma of 0..1. */
export const LUMA_UNIT = 1 / 255_000.0;

/** Most that the past may weigh in temporal smoothing. */
export const PAST_WEIGHT = 0.9;
/** Change of luma, 0..1, up to which a pixel stands still, and from which it moves. */
export const STILL = 2 / 255.0;
export const MOVES = 8 / 255.0;
/** A pixel of the mask that is less uncertain than this, 0..1, is left as it is. */
export const UNCERTAIN = 0.02;

/** Side of a block in points of the grid: not less than the guided filter's radius, so a window stays within 3x3. */
export const BLOCK = 8;
/**
 * A mask this near to 0 or 1 all over a window counts as constant there. Its standard deviation is at
 * most 1/510, so with the filter's epsilon |a| is at most (1/510) / (2·√1e-4) < 0.1, and the matte is
 * within 0.1·√3 + 1/255 < 0.2 of 0 or 1 for any colour: outside the ramp from RAMP_LOW to RAMP_HIGH.
 */
export const CERTAIN = 1 / 255.0;
/** Variance, of colours of 0..1, below which the guide counts as flat. */
export const GUIDED_EPSILON = 1e-4;
/** A window whose mean is this near to 0 or 1 is all background or all foreground: nothing to align. */
export const WHOLE_WINDOW = 1e-3;
/**
 * The mask in whole steps, so that sums are exact, in WASM too: with 12 bits the covariance of a full
 * window, times its number of points twice, stays below 2³¹ (6561 · 255 · 4095 / 4).
 */
export const MASK_STEPS = 4095;
/** Sums of a window: r, g, b, p, rp, gp, bp, rr, rg, rb, gg, gb, bb. */
export const WINDOW_SUMS = 13;
/** Points that are zero before and behind a row of sums: the kernel's windows do not look where the grid ends. */
export const SUMS_BEFORE = 4;
export const SUMS_BEHIND = 8;

/** Search for motion (motion.ts): side of a block, how far it is looked for, in points, and steps of luma: whole numbers in both languages. */
export const MOTION_BLOCK = 16;
export const MOTION_REACH = 4;
export const MOTION_STEPS = 255_000;
/** Numbers before and behind each half of a row of the picture before: as many as a vector has. */
export const MOTION_PAD = 4;

/** What the mask is sure of: less than SURE_BACKGROUND is background, more than SURE_FOREGROUND is foreground. */
export const SURE_BACKGROUND = 0.1;
export const SURE_FOREGROUND = 0.9;
/** Strength of the camera's noise: measured good for standard deviations of 0.3 to 5 of 255. */
export const NOISE = 8 / 255.0;

/** What a layer of the network does with its sums, see network-kernels.ts. */
export const NO_ACTIVATION = 0;
export const RELU = 1;
export const HARD_SWISH = 2;
export const SIGMOID = 3;

/** A learned room (room-plate.ts): bits behind the point of its colours, which are 0..255, and of their variance. */
export const PLATE_BITS = 7;
export const PLATE_NOISE_BITS = 8;
/** Observations from which a point of the room counts as known, and as many as its colour remembers. */
export const PLATE_LEAST = 6;
export const PLATE_MOST = 64;
/** Variance, codes of 255 squared, that is always allowed for, and over which a point is no plate. */
export const PLATE_FLOOR = 4;
export const PLATE_RESTLESS = 150;
/** Most that the camera's gain may change from a frame to the next. */
export const PLATE_GAIN = 1.7;
/** Bins of the histogram of such changes. */
export const PLATE_BINS = 256;
/** Points of the mask, both ways, around which a mask of somebody forbids to learn, or wants an answer. */
export const PLATE_MARGIN = 2;
/** Points from the mask's edge to which the plate answers. */
export const PLATE_REACH = 8;
/** Planes of bits that are made of the mask. */
export const PLATE_PLANES = 7;
/** Numbers of a block's sum of the person's colours: points, red, green, blue, squares. */
export const PERSON_SUMS = 5;
