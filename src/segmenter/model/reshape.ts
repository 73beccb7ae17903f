import type { Size } from '../../shared/geometry';
import { fieldAt } from './flatbuffer';
import {
  inputSize,
  type Network,
  OPERATION,
  type Operator,
  readNetwork,
  shapeOf,
  tensorAt,
} from './network';

/** The network halves its picture four times, so both sides must be multiples of this. */
export const SIZE_STEP = 16;

/** The parts of the input size at which layers work: the input itself, then each halving. */
const SCALES = [1, 2, 4, 8, SIZE_STEP];

/** `table Pool2DOptions` of TensorFlow Lite's schema: stride_w, stride_h, filter_width, filter_height. */
const POOL_SIDES = [
  [1, 'width'],
  [2, 'height'],
  [3, 'width'],
  [4, 'height'],
] as const;

/**
 * A copy of the selfie segmentation network (general or landscape) that takes and gives pictures of
 * `size`, in pixels. The network is fully convolutional: no weight depends on the size, so only
 * the numbers that state a size are overwritten, and the file keeps its length.
 * Uses nothing but the language, so it runs in a browser as well; takes about a millisecond.
 * Throws an Error when a side is no multiple of 16 from 32 up, or when the model has a layer whose
 * size does not follow from its input's.
 */
export function reshape(model: Uint8Array, size: Size): Uint8Array<ArrayBuffer> {
  for (const side of [size.width, size.height]) {
    // From 32 up: at 16 the smallest layers are one pixel wide and look like a global average.
    if (!Number.isInteger(side) || side % SIZE_STEP !== 0 || side < 2 * SIZE_STEP) {
      throw new Error(
        `Both sides of a model's input must be multiples of 16 from 32 up, not ${size.width}x${size.height}.`,
      );
    }
  }
  const copy = new Uint8Array(model);
  const network = readNetwork(copy);
  const before = inputSize(network);
  // Pools first: whether one averages the whole picture shows only in the old shapes.
  for (const operator of network.operators) {
    if (operator.operation === OPERATION.averagePool2d) {
      resizePool(network, operator, before, size);
    }
  }
  for (const tensor of activationsOf(network)) resizeTensor(network, tensor, before, size);
  for (const operator of network.operators) {
    if (operator.operation === OPERATION.resizeBilinear) retargetResize(network, operator);
  }
  return copy;
}

/** Everything computed from the picture; what comes out of DEQUANTIZE is weights. */
function activationsOf({ inputs, operators }: Network): number[] {
  const computing = operators.filter(({ operation }) => operation !== OPERATION.dequantize);
  return [...inputs, ...computing.flatMap(({ outputs }) => outputs)];
}

function resizeTensor(network: Network, index: number, before: Size, after: Size): void {
  const shape = shapeOf(network, index);
  // [1, 1, 1, C] is an average over the whole picture: one pixel at any size.
  if (shape[1] === 1 && shape[2] === 1) return;
  const scale = scaleOf(shape, before);
  const { start } = tensorAt(network, index).shape;
  network.view.setInt32(start + 4, after.height / scale, true);
  network.view.setInt32(start + 8, after.width / scale, true);
}

/** An average over the whole picture must go on covering the whole picture. */
function resizePool(network: Network, pool: Operator, before: Size, after: Size): void {
  const scale = scaleOf(shapeOf(network, pool.inputs[0]), before);
  for (const [field, side] of POOL_SIDES) {
    const at = pool.options === undefined ? undefined : fieldAt(network.view, pool.options, field);
    if (at === undefined || network.view.getInt32(at, true) !== before[side] / scale) {
      throw new Error('Cannot re-shape this model: it has an average over a part of the picture.');
    }
    network.view.setInt32(at, after[side] / scale, true);
  }
}

/** By how much a layer is smaller than the network's input. */
function scaleOf(shape: readonly number[], input: Size): number {
  const [batch, height, width] = shape;
  const scale = SCALES.find((k) => height === input.height / k && width === input.width / k);
  if (shape.length !== 4 || batch !== 1 || scale === undefined) {
    throw new Error(`Cannot re-shape this model: it has a layer of the shape [${shape}].`);
  }
  return scale;
}

/** RESIZE_BILINEAR takes its target from a constant [height, width]; its output's shape is new by now. */
function retargetResize(network: Network, resize: Operator): void {
  const target = tensorAt(network, resize.inputs[1]).data;
  const [, height, width] = shapeOf(network, resize.outputs[0]);
  if (target.length !== 8 || height === undefined || width === undefined) {
    throw new Error('Cannot re-shape this model: a resize has no constant target.');
  }
  network.view.setInt32(target.start, height, true);
  network.view.setInt32(target.start + 4, width, true);
}
