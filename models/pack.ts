/** Packs the weights of the package's network as src/network wants them. */
import { LAYER_LIST, LAYERS, type LayerName, type LayerPlan } from '../src/network/layers.ts';
import { FILE_BYTES, HEADER_BYTES, hashOf, MAGIC, VERSION } from '../src/network/weights.ts';
import { OPERATION, readNetwork } from '../src/segmenter/model/network.ts';
import { fromHalf, halvesOf } from './constants.ts';
import { checkGraph } from './graph.ts';
import type { Source } from './source.ts';

/** Weights [outputs][inputs] (depthwise: [taps][outputs]) and biases: numbers, or their bits. */
type Constants = { readonly weights: ArrayLike<number>; readonly bias: ArrayLike<number> };

const WEIGHTED: readonly number[] = [OPERATION.conv2d, OPERATION.depthwise, OPERATION.custom];

/** Packs the network; see src/network/weights.ts. Throws an Error when it computes something else than the kernels do. */
export async function packWeights(
  model: Uint8Array,
  source: Source,
): Promise<Uint8Array<ArrayBuffer>> {
  await checkGraph(model, source);
  const constants = constantsByName(model);
  const bytes = new Uint8Array(FILE_BYTES);
  const view = new DataView(bytes.buffer);
  let at = HEADER_BYTES;
  for (const [name, layer] of LAYER_LIST) {
    for (const number of packLayer(layer, constants(name))) {
      if (layer.bits === 32) view.setFloat32(at, number, true);
      else view.setUint16(at, number, true);
      at += layer.bits / 8;
    }
  }
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(4, VERSION, true);
  view.setUint32(8, hashOf(bytes.subarray(HEADER_BYTES)), true);
  return bytes;
}

/** The constants of each layer: of those of 16 bits the bits, which are packed as they are. */
function constantsByName(model: Uint8Array): (name: LayerName) => Constants {
  const network = readNetwork(model);
  const names = LAYER_LIST.map(([name]) => name).filter((name) => !name.endsWith('.joined'));
  const weighted = network.operators.filter(({ operation }) => WEIGHTED.includes(operation));
  const halves = (name: LayerName): Constants => {
    const [, weights, bias] = weighted[names.indexOf(name)]?.inputs ?? [];
    return { weights: halvesOf(network, weights), bias: halvesOf(network, bias) };
  };
  const floats = (name: LayerName): Constants => {
    const { weights, bias } = halves(name);
    return { weights: Array.from(weights, fromHalf), bias: Array.from(bias, fromHalf) };
  };
  return (name) => {
    switch (name) {
      case 'stem': {
        const { weights, bias } = floats(name);
        return { weights: Array.from(weights, (weight) => weight / 255), bias };
      }
      case 'eighth.joined':
        return join(floats('eighth.mix'), floats('eighth.reduce'), LAYERS[name]);
      case 'quarter.joined':
        return join(floats('quarter.mix'), floats('quarter.reduce'), LAYERS[name]);
      case 'half.joined':
        return join(floats('half.mix'), floats('half.reduce'), LAYERS[name]);
      case 'mask': {
        // A transposed convolution to 2x2 pixels of one channel: four channels with one bias.
        const { weights, bias } = halves(name);
        return { weights, bias: Array.from({ length: 4 }, () => bias[0] as number) };
      }
      default:
        return halves(name);
    }
  };
}

/**
 * Two layers in one: after · (before · x + before's bias). The bias of `after` is left out: the decoder adds it, with the
 * other part of what `after` mixes.
 */
function join(after: Constants, before: Constants, { inputs, outputs }: LayerPlan): Constants {
  const between = before.bias.length;
  const weights = new Float64Array(inputs * outputs);
  const bias = new Float64Array(outputs);
  for (let output = 0; output < outputs; output++) {
    for (let i = 0; i < between; i++) {
      const share = after.weights[output * between + i] as number;
      (bias[output] as number) += share * (before.bias[i] as number);
      for (let input = 0; input < inputs; input++)
        (weights[output * inputs + input] as number) +=
          share * (before.weights[i * inputs + input] as number);
    }
  }
  return { weights, bias };
}

/** The numbers of a layer in the order that its kind has, see src/network/layers.ts. */
function packLayer(layer: LayerPlan, { weights, bias }: Constants): number[] {
  const { kind, inputs, outputs } = layer;
  if (weights.length !== inputs * outputs || bias.length !== outputs)
    throw new Error(`Expected ${inputs} x ${outputs} weights.`);
  const all = (count: number) => Array.from({ length: count }, (_, i) => i);
  const eight = (block: number) => all(8).map((i) => 8 * block + i);
  const weight = (input: number, output: number) =>
    weights[kind === 'depthwise' ? input * outputs + output : output * inputs + input] as number;
  const biases = Array.from(bias);
  if (kind === 'dense')
    return [...all(inputs).flatMap((i) => all(outputs).map((o) => weight(i, o))), ...biases];
  const blocks = all(outputs / 8).map((block) => [
    ...all(inputs).flatMap((input) => eight(block).map((output) => weight(input, output))),
    ...(kind === 'depthwise' ? eight(block).map((output) => bias[output] as number) : []),
  ]);
  return kind === 'depthwise' ? blocks.flat() : [...blocks.flat(), ...biases];
}
