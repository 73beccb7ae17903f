import { RELU, SIGMOID } from '../../../src/kernels/constants';
import { multiplyAdd, sigmoid } from './arithmetic';

/** Sums of all pixels of each channel. sum: 8 floats a block. */
export function addPixels(from: usize, blocks: i32, pixels: i32, sum: usize): void {
  for (let block = 0; block < blocks; block++) {
    let low = f32x4.splat(0);
    let high = f32x4.splat(0);
    for (let p = 0; p < pixels; p++) {
      low = f32x4.add(low, v128.load(from));
      high = f32x4.add(high, v128.load(from, 16));
      from += 32;
    }
    v128.store(sum, low);
    v128.store(sum, high, 16);
    sum += 32;
  }
}

/** A layer of single numbers: activation(scale · (weights · from) + bias). weights: [inputs][outputs], in fours. */
export function connect(
  from: usize,
  inputs: i32,
  scale: f32,
  weights: usize,
  bias: usize,
  to: usize,
  outputs: i32,
  activation: i32,
): void {
  for (let output = 0; output < outputs; output += 4) {
    let sum = f32x4.splat(0);
    let w = weights + 4 * output;
    for (let input = 0; input < inputs; input++) {
      sum = multiplyAdd(v128.load32_splat(from + 4 * input), v128.load(w), sum);
      w += 4 * outputs;
    }
    sum = multiplyAdd(sum, f32x4.splat(scale), v128.load(bias + 4 * output));
    if (activation === RELU) sum = f32x4.pmax(sum, f32x4.splat(0));
    else if (activation === SIGMOID) sum = sigmoid(sum);
    v128.store(to + 4 * output, sum);
  }
}

/** Weights of mixChannels times a factor for each input: cheaper than the factor times a picture. */
export function gateWeights(
  weights: usize,
  gate: usize,
  inputs: i32,
  outputBlocks: i32,
  to: usize,
): void {
  for (let block = 0; block < outputBlocks; block++) {
    for (let input = 0; input < inputs; input++) {
      const factor = v128.load32_splat(gate + 4 * input);
      v128.store(to, f32x4.mul(v128.load(weights), factor));
      v128.store(to, f32x4.mul(v128.load(weights, 16), factor), 16);
      weights += 32;
      to += 32;
    }
  }
}
