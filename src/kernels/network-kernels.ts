import type { HARD_SWISH, NO_ACTIVATION, RELU, SIGMOID } from './constants';
import type { Pointer } from './pointer';

/** What a layer does with its sums; SIGMOID only in `connect`. */
export type Activation = typeof NO_ACTIVATION | typeof RELU | typeof HARD_SWISH | typeof SIGMOID;

/**
 * The layers of the network in AssemblyScript, `kernels/assembly/network`, as either build of that module exports them.
 * Pictures lie in blocks of 8 channels, [blocks][height][width][8], of floats; weights as src/network/layers.ts says.
 */
export type NetworkKernels = {
  /** Floats of 16 bits to those of 32. count: a multiple of 4. */
  widen(halves: Pointer, floats: Pointer, count: number): void;
  /** The picture's RGBA to its half and quarter, and sums of both; width, height: of the half. */
  enter(
    rgba: Pointer,
    width: number,
    height: number,
    stem: Pointer,
    stemBias: Pointer,
    half: Pointer,
    sumOfHalf: Pointer,
    mix: Pointer,
    mixBias: Pointer,
    shrink: Pointer,
    quarter: Pointer,
    sumOfQuarter: Pointer,
    floats: Pointer,
    ring: Pointer,
    zeros: Pointer,
  ): void;
  /** A convolution of single pixels. add: a picture that is added, or 0. pixels: 5 or more. */
  mixChannels(
    from: Pointer,
    inputBlocks: number,
    weights: Pointer,
    bias: Pointer,
    add: Pointer,
    to: Pointer,
    outputBlocks: number,
    pixels: number,
    activation: Activation,
  ): void;
  /** One of single pixels, then one of `side` x `side` of each channel; width, height: of `from`, 5 or more wide. */
  expand(
    from: Pointer,
    inputBlocks: number,
    weights: Pointer,
    bias: Pointer,
    taps: Pointer,
    side: 3 | 5,
    stride: 1 | 2,
    to: Pointer,
    outputBlocks: number,
    width: number,
    height: number,
    padded: Pointer,
    sum: Pointer,
  ): void;
  /** A step of the decoder; width, height: of `from`. to: a picture, or with `last` the mask's bytes. */
  decode(
    from: Pointer,
    blocks: number,
    weights: Pointer,
    bias: Pointer,
    small: Pointer,
    taps: Pointer,
    to: Pointer,
    width: number,
    height: number,
    ring: Pointer,
    lines: Pointer,
    zeros: Pointer,
    sum: Pointer,
    last: Pointer,
    lastBias: Pointer,
  ): void;
  /** Sums of each channel's pixels. */
  addPixels(from: Pointer, blocks: number, pixels: number, sum: Pointer): void;
  /** A layer of single numbers: activation(scale · (weights · from) + bias). outputs: a multiple of 4. */
  connect(
    from: Pointer,
    inputs: number,
    scale: number,
    weights: Pointer,
    bias: Pointer,
    to: Pointer,
    outputs: number,
    activation: Activation,
  ): void;
  /** Weights of mixChannels times a factor for each input. */
  gateWeights(
    weights: Pointer,
    gate: Pointer,
    inputs: number,
    outputBlocks: number,
    to: Pointer,
  ): void;
};
