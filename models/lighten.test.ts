import { describe, expect, it } from 'vitest';
import {
  inputSize,
  type Network,
  OPERATION,
  readNetwork,
  shapeOf,
} from '../src/segmenter/model/network.ts';
import { reshape } from '../src/segmenter/model/reshape.ts';
import { lighten, mixBeforeEnlarging, simplifyLastStep } from './lighten.ts';
import { readSource, sha256Of } from './source.ts';

const general = await readSource('general');

/** Multiplications of all convolutions with one value per pixel and channel, in millions. */
function mixing(network: Network): number {
  const products = network.operators
    .filter(({ operation }) => operation === OPERATION.conv2d)
    .map(({ inputs, outputs }) => {
      const [, height = 0, width = 0] = shapeOf(network, outputs[0]);
      return shapeOf(network, inputs[1]).reduce((all, side) => all * side, height * width);
    });
  return products.reduce((all, each) => all + each, 0) / 1e6;
}

/** Every tensor that an operator reads is made before, or is a constant or the picture. */
function runsInOrder({ inputs, operators, tensors }: Network): boolean {
  const made = new Set(operators.flatMap(({ outputs }) => outputs));
  const there = new Set([...inputs, ...tensors.keys()].filter((tensor) => !made.has(tensor)));
  return operators.every((operator) => {
    const ready = operator.inputs.every((tensor) => there.has(tensor));
    for (const tensor of operator.outputs) there.add(tensor);
    return ready;
  });
}

describe('mixBeforeEnlarging', () => {
  it('has the three steps of the decoder mix a quarter of the pixels', () => {
    const before = readNetwork(reshape(general, { width: 320, height: 176 }));
    const after = readNetwork(reshape(mixBeforeEnlarging(general), { width: 320, height: 176 }));
    // 128 to 24, 24 to 16 and 16 to 16 channels, of the large picture and of the small one.
    const saved = 0.75 * (22 * 40 * 128 * 24 + 44 * 80 * 24 * 16 + 88 * 160 * 16 * 16);
    expect(mixing(before) - mixing(after)).toBeCloseTo(saved / 1e6, 6);
    expect(runsInOrder(after)).toBe(true);
  });

  it('finds nothing to do a second time', () => {
    const once = mixBeforeEnlarging(general);
    const [first, second] = [readNetwork(once), readNetwork(mixBeforeEnlarging(once))];
    const steps = ({ operators }: Network) =>
      operators.map(({ operation, inputs, outputs }) => ({ operation, inputs, outputs }));
    expect(steps(second)).toEqual(steps(first));
  });
});

describe('simplifyLastStep', () => {
  it('leaves no transposed convolution, and the same mask size', () => {
    const network = readNetwork(simplifyLastStep(general));
    expect(network.operators.map(({ operation }) => operation)).not.toContain(OPERATION.custom);
    expect(shapeOf(network, network.outputs[0])).toEqual([1, 256, 256, 1]);
    expect(runsInOrder(network)).toBe(true);
  });

  it('refuses a network that ends in another way', () => {
    expect(() => simplifyLastStep(simplifyLastStep(general))).toThrow(/ends in enlarging by two/);
  });
});

describe('lighten', () => {
  it('keeps the size, and leaves its argument as it was', () => {
    const before = sha256Of(general);
    expect(inputSize(readNetwork(lighten(general)))).toEqual({ width: 256, height: 256 });
    expect(sha256Of(general)).toBe(before);
  });
});
