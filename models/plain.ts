/** The network in plain loops, operator by operator as its file has them: slow, and right. For tests. */
import { fieldAt } from '../src/segmenter/model/flatbuffer.ts';
import {
  type Network,
  numberIn,
  OPERATION,
  type Operator,
  readNetwork,
  shapeOf,
} from '../src/segmenter/model/network.ts';
import { floatsOf } from './constants.ts';

/** A tensor's values by their places in [height][width][channels]. */
export type Picture = {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float32Array;
};

type Work = (inputs: Inputs, output: Picture, options: Options) => void;
type Inputs = (input: number) => Picture;
type Options = { whole(field: number): number; padsNothing: boolean };

/**
 * Runs a `.tflite` file on RGB of 0..1 of its size. Gives every tensor that is made on the way, by its number.
 * Throws an Error for an operator that MediaPipe's selfie segmentation (general) does not have.
 */
export function runPlainly(model: Uint8Array, rgb: Float32Array): Map<number, Picture> {
  const network = readNetwork(model);
  const [first = 0] = network.inputs;
  const tensors = new Map([[first, pictureOf(network, first, rgb)]]);
  for (const operator of network.operators) {
    const [to = 0] = operator.outputs;
    if (operator.operation === OPERATION.dequantize) {
      tensors.set(to, pictureOf(network, to, floatsOf(network, to)));
      continue;
    }
    const work = WORK[operator.operation];
    if (!work) throw new Error(`no plain loops for operator ${operator.operation}`);
    const output = pictureOf(network, to);
    const inputs = (input: number) => tensors.get(operator.inputs[input] ?? -1) ?? output;
    work(inputs, output, optionsOf(network, operator));
    tensors.set(to, output);
  }
  return tensors;
}

function pictureOf(network: Network, tensor: number, values?: Float32Array): Picture {
  const shape = shapeOf(network, tensor);
  const [channels = 1, width = 1, height = 1] = shape.toReversed();
  return { height, width, channels, values: values ?? new Float32Array(height * width * channels) };
}

function optionsOf({ view }: Network, { options = 0 }: Operator): Options {
  const padding = options ? fieldAt(view, options, 0) : undefined;
  return {
    whole: (field) => numberIn(view, options, field),
    padsNothing: padding !== undefined && view.getInt8(padding) === 1,
  };
}

const WORK: Readonly<Record<number, Work>> = {
  0: (inputs, output) => mapBoth(inputs(0), inputs(1), output, (a, b) => a + b),
  18: (inputs, output) => mapBoth(inputs(0), inputs(1), output, (a, b) => a * b),
  14: (inputs, output) => map(inputs(0), output, (x) => 1 / (1 + Math.exp(-x))),
  19: (inputs, output) => map(inputs(0), output, (x) => Math.max(0, x)),
  117: (inputs, output) => map(inputs(0), output, (x) => (x * Math.min(6, Math.max(0, x + 3))) / 6),
  [OPERATION.averagePool2d]: average,
  [OPERATION.conv2d]: convolve,
  [OPERATION.depthwise]: convolveEach,
  [OPERATION.resizeBilinear]: enlarge,
  [OPERATION.custom]: transpose,
};

function map(from: Picture, to: Picture, change: (value: number) => number): void {
  for (let i = 0; i < to.values.length; i++) to.values[i] = change(from.values[i] as number);
}

/** other: of the same size, or one number for each channel. */
function mapBoth(
  one: Picture,
  other: Picture,
  to: Picture,
  change: (a: number, b: number) => number,
): void {
  const { values } = other;
  for (let i = 0; i < to.values.length; i++)
    to.values[i] = change(one.values[i] as number, values[i % values.length] as number);
}

function average(inputs: Inputs, { values: to }: Picture): void {
  const { values, channels } = inputs(0);
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let i = channel; i < values.length; i += channels) sum += values[i] as number;
    to[channel] = (sum * channels) / values.length;
  }
}

/** Calls `visit` with each pair of a place in the output and one of the input that its kernel reaches, and the tap between. */
function eachTap(
  from: Picture,
  to: Picture,
  side: { readonly height: number; readonly width: number },
  { whole, padsNothing }: Options,
  visit: (to: number, from: number, tap: number) => void,
): void {
  const [strideX, strideY] = [whole(1), whole(2)];
  const before = (size: number, stride: number, taps: number, length: number) =>
    padsNothing ? 0 : Math.max(0, (size - 1) * stride + taps - length) >> 1;
  const left = before(to.width, strideX, side.width, from.width);
  const top = before(to.height, strideY, side.height, from.height);
  for (let y = 0; y < to.height; y++)
    for (let x = 0; x < to.width; x++)
      for (let i = 0; i < side.height; i++)
        for (let j = 0; j < side.width; j++) {
          const fromY = y * strideY - top + i;
          const fromX = x * strideX - left + j;
          if (fromY < 0 || fromY >= from.height || fromX < 0 || fromX >= from.width) continue;
          visit(y * to.width + x, fromY * from.width + fromX, i * side.width + j);
        }
}

function convolve(inputs: Inputs, to: Picture, options: Options): void {
  const [from, { values: weights, height, width }, bias] = [inputs(0), inputs(1), inputs(2)];
  const { channels, values } = from;
  const outputs = to.channels;
  const sums = startOf(to, bias);
  eachTap(from, to, { height, width }, options, (place, source, tap) => {
    const first = source * channels;
    for (let output = 0; output < outputs; output++) {
      const at = (output * height * width + tap) * channels;
      let sum = 0;
      for (let i = 0; i < channels; i++)
        sum += (values[first + i] as number) * (weights[at + i] as number);
      (sums[place * outputs + output] as number) += sum;
    }
  });
  to.values.set(sums);
}

function convolveEach(inputs: Inputs, to: Picture, options: Options): void {
  const [from, side, bias] = [inputs(0), inputs(1), inputs(2)];
  const { channels, values } = from;
  const weights = side.values;
  const sums = startOf(to, bias);
  eachTap(from, to, side, options, (place, source, tap) => {
    for (let i = 0; i < channels; i++)
      (sums[place * channels + i] as number) +=
        (values[source * channels + i] as number) * (weights[tap * channels + i] as number);
  });
  to.values.set(sums);
}

function startOf({ values, channels }: Picture, bias: Picture): Float64Array {
  const sums = new Float64Array(values.length);
  for (let i = 0; i < sums.length; i++) sums[i] = bias.values[i % channels] as number;
  return sums;
}

/** Bilinear, by the centres of pixels. */
function enlarge(inputs: Inputs, { height, width, channels, values }: Picture): void {
  const from = inputs(0);
  for (let y = 0; y < height; y++) {
    const down = spotOf(y, height, from.height);
    for (let x = 0; x < width; x++) {
      const across = spotOf(x, width, from.width);
      for (let i = 0; i < channels; i++) {
        const above = mixRow(from, down.first, across, i);
        const below = mixRow(from, down.second, across, i);
        values[(y * width + x) * channels + i] = above * (1 - down.share) + below * down.share;
      }
    }
  }
}

type Spot = { readonly first: number; readonly second: number; readonly share: number };

/** The two of `length` places between which one of `size` lies, and the share of the second. */
function spotOf(place: number, size: number, length: number): Spot {
  const at = Math.max(0, ((place + 0.5) * length) / size - 0.5);
  const first = Math.floor(at);
  return { first, second: Math.min(length - 1, first + 1), share: at - first };
}

function mixRow(
  { values, width, channels }: Picture,
  row: number,
  { first, second, share }: Spot,
  channel: number,
): number {
  const one = values[(row * width + first) * channels + channel] as number;
  const other = values[(row * width + second) * channels + channel] as number;
  return one * (1 - share) + other * share;
}

/** A transposed convolution of 2x2 to one channel, without overlap. */
function transpose(inputs: Inputs, to: Picture): void {
  const [from, weights, bias] = [inputs(0), inputs(1), inputs(2)];
  for (let y = 0; y < to.height; y++)
    for (let x = 0; x < to.width; x++) {
      const tap = 2 * (y & 1) + (x & 1);
      const place = (y >> 1) * from.width + (x >> 1);
      let sum = bias.values[0] as number;
      for (let input = 0; input < from.channels; input++)
        sum +=
          (from.values[place * from.channels + input] as number) *
          (weights.values[tap * from.channels + input] as number);
      to.values[y * to.width + x] = sum;
    }
}
