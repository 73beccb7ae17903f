import { describe, expect, it } from 'vitest';
import { LAYER_LIST, LAYERS, type LayerName, numbersIn } from '../src/network/layers.ts';
import { FILE_BYTES, readWeights } from '../src/network/weights.ts';
import { readNetwork, tensorAt } from '../src/segmenter/model/network.ts';
import { fromHalf } from './constants.ts';
import { checkGraph, describeGraph } from './graph.ts';
import { packWeights } from './pack.ts';
import { readSource, sha256Of } from './source.ts';

const general = await readSource('general');

/** A layer's numbers as the packed file has them. */
function numbersOf(packed: Uint8Array<ArrayBuffer>, name: LayerName): number[] {
  const file = readWeights(packed);
  if (!file.ok) throw new Error(file.detail);
  const { bits } = LAYERS[name];
  const before = LAYER_LIST.slice(
    0,
    LAYER_LIST.findIndex(([other]) => other === name),
  );
  const start = before
    .filter(([, layer]) => layer.bits === bits)
    .reduce((sum, [, layer]) => sum + numbersIn(layer), 0);
  const end = start + numbersIn(LAYERS[name]);
  if (bits === 32) return [...file.weights.floats.subarray(start, end)];
  return Array.from(file.weights.halves.subarray(start, end), fromHalf);
}

describe('packWeights', () => {
  it('writes a file that is read again, of a quarter of a megabyte', async () => {
    const packed = await packWeights(general, 'general');
    expect(packed).toHaveLength(FILE_BYTES);
    expect(FILE_BYTES).toBeLessThan(250_000);
    expect(readWeights(packed).ok).toBe(true);
    expect(sha256Of(await packWeights(general, 'general'))).toBe(sha256Of(packed));
  });

  it('keeps every weight of the package as it is', async () => {
    const packed = await packWeights(general, 'general');
    const network = readNetwork(general);
    const constants = network.operators
      .filter(({ operation }) => operation === 6)
      .map(({ inputs }) => tensorAt(network, inputs[0]).data)
      .flatMap(({ start, length }) =>
        Array.from({ length: length / 2 }, (_, i) => network.view.getUint16(start + 2 * i, true)),
      );
    const ours = LAYER_LIST.filter(([, { bits }]) => bits === 16).flatMap(([name]) =>
      numbersOf(packed, name),
    );
    // The stem, by 255 …
    const stem = numbersOf(packed, 'stem').map((value, i) => (i < 27 * 16 ? 255 * value : value));
    // … and the mask's one bias four times.
    const all = [...ours.slice(0, -3), ...stem.map((value) => Math.fround(value))];
    const sorted = (values: number[]) => values.toSorted((a, b) => a - b);
    const expected = sorted(constants.map(fromHalf));
    expect(all).toHaveLength(expected.length);
    for (const [i, value] of sorted(all).entries())
      expect(Math.abs(value - (expected[i] as number))).toBeLessThan(1e-6);
  });

  it('joins two layers as running one after the other does', async () => {
    const packed = await packWeights(general, 'general');
    const mix = numbersOf(packed, 'half.mix');
    const reduce = numbersOf(packed, 'half.reduce');
    const joined = numbersOf(packed, 'half.joined');
    const from = Array.from({ length: 16 }, (_, i) => Math.sin(3 * i));
    const between = from.map((_, output) =>
      from.reduce(
        (sum, value, input) => sum + value * (reduce[16 * input + output] as number),
        reduce[256 + output] as number,
      ),
    );
    const pointwise = (weights: number[], values: number[], output: number) =>
      values.reduce(
        (sum, value, input) =>
          sum + value * (weights[((output >> 3) * 16 + input) * 8 + (output & 7)] as number),
        0,
      );
    for (let output = 0; output < 16; output++) {
      const expected = pointwise(mix, between, output);
      const found = pointwise(joined, from, output) + (joined[256 + output] as number);
      expect(found).toBeCloseTo(expected, 4);
    }
  });
});

describe('checkGraph', () => {
  it('knows the network of the package', async () => {
    await expect(checkGraph(general, 'general')).resolves.toBeUndefined();
    expect(describeGraph(general)).toHaveLength(136);
  });

  it('refuses another network, and says where it differs', async () => {
    const landscape = await readSource('landscape');
    await expect(packWeights(landscape, 'general')).rejects.toThrow(
      /^The network of the package is not the one that the kernels were written for: operator 1 is "convolution 0\[1,144,256,3\].*expected "convolution 0\[1,256,256,3\]/,
    );
  });

  it('refuses the same network with another stride', async () => {
    const changed = new Uint8Array(general);
    const network = readNetwork(changed);
    const convolution = network.operators.find(({ operation }) => operation === 3);
    const options = convolution?.options ?? 0;
    // The stride's width: field 1.
    const vtable = options - network.view.getInt32(options, true);
    network.view.setInt32(options + network.view.getUint16(vtable + 6, true), 1, true);
    await expect(packWeights(changed, 'general')).rejects.toThrow(
      /operator 1 is .* strideWidth=1 .*expected/,
    );
  });
});
