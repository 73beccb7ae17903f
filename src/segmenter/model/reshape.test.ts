import { describe, expect, it } from 'vitest';
import { readSource, sha256Of } from '../../../models/source';
import { MODEL_VARIANTS } from '../../shared/model-variants';
import { fieldAt, intsOf } from './flatbuffer';
import { inputSize, type Network, OPERATION, readNetwork, shapeOf, tensorAt } from './network';
import { reshape } from './reshape';

const general = await readSource('general');
const landscape = await readSource('landscape');

/** Input and target [height, width] of every RESIZE_BILINEAR, in the order in which they run. */
function resizes(network: Network): { target: number[]; output: number[] }[] {
  return network.operators
    .filter(({ operation }) => operation === OPERATION.resizeBilinear)
    .map(({ inputs, outputs }) => {
      const { start, length } = tensorAt(network, inputs[1]).data;
      return {
        target: intsOf(network.view, { start, length: length / 4 }),
        output: shapeOf(network, outputs[0]).slice(1, 3),
      };
    });
}

/** Input [height, width] of every AVERAGE_POOL_2D, its stride and its filter in the same order. */
function pools(network: Network): { input: number[]; stride: number[]; filter: number[] }[] {
  return network.operators
    .filter(({ operation }) => operation === OPERATION.averagePool2d)
    .map(({ inputs, options = 0 }) => {
      const [strideW = 0, strideH = 0, filterW = 0, filterH = 0] = [1, 2, 3, 4].map((field) =>
        network.view.getInt32(fieldAt(network.view, options, field) ?? 0, true),
      );
      const input = shapeOf(network, inputs[0]).slice(1, 3);
      return { input, stride: [strideH, strideW], filter: [filterH, filterW] };
    });
}

describe('reshape', () => {
  it('gives back the same bytes for the size the network has', () => {
    expect(inputSize(readNetwork(general))).toEqual({ width: 256, height: 256 });
    expect(inputSize(readNetwork(landscape))).toEqual({ width: 256, height: 144 });
    expect(sha256Of(reshape(general, { width: 256, height: 256 }))).toBe(sha256Of(general));
    expect(sha256Of(reshape(landscape, { width: 256, height: 144 }))).toBe(sha256Of(landscape));
  });

  it.each([...MODEL_VARIANTS])('makes %s consistent throughout', (_, input) => {
    const { width, height } = input;
    const network = readNetwork(reshape(general, input));
    expect(shapeOf(network, network.inputs[0])).toEqual([1, height, width, 3]);
    expect(shapeOf(network, network.outputs[0])).toEqual([1, height, width, 1]);

    const targets = [8, 4, 2].map((k) => [height / k, width / k]);
    expect(resizes(network)).toEqual(targets.map((target) => ({ target, output: target })));

    expect(pools(network)).toHaveLength(10);
    for (const { input, stride, filter } of pools(network)) {
      expect(stride).toEqual(input);
      expect(filter).toEqual(input);
    }
  });

  it('re-shapes the landscape network too, which has no pools', () => {
    const network = readNetwork(reshape(landscape, { width: 320, height: 176 }));
    expect(shapeOf(network, network.inputs[0])).toEqual([1, 176, 320, 3]);
    expect(shapeOf(network, network.outputs[0])).toEqual([1, 176, 320, 1]);
    expect(resizes(network).map(({ target }) => target)).toEqual([
      [22, 40],
      [44, 80],
      [88, 160],
    ]);
    expect(pools(network)).toEqual([]);
  });

  it('can be undone, so it changes nothing but sizes', () => {
    const there = reshape(general, { width: 160, height: 224 });
    expect(sha256Of(there)).not.toBe(sha256Of(general));
    expect(sha256Of(reshape(there, { width: 256, height: 256 }))).toBe(sha256Of(general));
  });

  it('leaves its argument as it was', () => {
    const before = sha256Of(general);
    reshape(general, { width: 192, height: 112 });
    expect(sha256Of(general)).toBe(before);
  });

  it.each([
    [250, 144],
    [256, 135],
    [16, 256],
    [0, 0],
    [-32, 32],
    [Number.NaN, 144],
    [256.5, 144],
  ])('refuses %d x %d', (width, height) => {
    expect(() => reshape(general, { width, height })).toThrow(/must be multiples of 16 from 32 up/);
  });

  it('refuses what is no model', () => {
    const size = { width: 256, height: 144 };
    expect(() => reshape(new Uint8Array(4), size)).toThrow(/Not a TensorFlow Lite model/);
    expect(() => reshape(new TextEncoder().encode('<!doctype html>'), size)).toThrow(
      /Not a TensorFlow Lite model/,
    );
  });

  it('refuses a model with a layer that does not follow from the input size', () => {
    const odd = new Uint8Array(general);
    const network = readNetwork(odd);
    const first = network.operators.find(({ operation }) => operation !== OPERATION.dequantize);
    network.view.setInt32(tensorAt(network, first?.outputs[0]).shape.start + 4, 100, true);
    expect(() => reshape(odd, { width: 256, height: 144 })).toThrow(
      'Cannot re-shape this model: it has a layer of the shape [1,100,128,16].',
    );
  });
});
