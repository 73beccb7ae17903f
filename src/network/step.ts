import { NO_ACTIVATION, RELU, SIGMOID } from '../kernels/constants';
import type { Activation, NetworkKernels } from '../kernels/network-kernels';
import type { Pointer } from '../kernels/pointer';
import type { Size } from '../shared/geometry';
import { LAYERS, type LayerName } from './layers';
import type { PlaceName } from './plan';

/** A part of the network's work. It goes on with what the steps before left in the places. */
export type Step = {
  readonly name: string;
  /** rgba: the picture; mask: where the mask goes. */
  run(rgba: Pointer, mask: Pointer): void;
};

/** All that the steps work with. */
export type Parts = {
  readonly kernels: NetworkKernels;
  readonly size: Size;
  /** Where the weights of each layer lie. */
  readonly layers: Readonly<Record<LayerName, Pointer>>;
  readonly places: Readonly<Record<PlaceName, Float32Array>>;
};

/** A layer as kernels take it. */
export type Layer = {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Pointer;
  readonly bias: Pointer;
};

export function layerOf({ layers }: Parts, name: LayerName): Layer {
  const { inputs, outputs } = LAYERS[name];
  const weights = layers[name];
  return { inputs, outputs, weights, bias: weights + 4 * inputs * outputs };
}

export function at({ places }: Parts, place: PlaceName): Pointer {
  return places[place].byteOffset;
}

/** A convolution of single pixels. gated: its weights were made by gateWeights. add: a picture that is added. */
export function mix(
  parts: Parts,
  from: PlaceName,
  name: LayerName,
  to: PlaceName,
  pixels: number,
  options: { activation?: Activation; gated?: boolean; add?: PlaceName | undefined } = {},
): void {
  const { inputs, outputs, weights, bias } = layerOf(parts, name);
  parts.kernels.mixChannels(
    at(parts, from),
    inputs / 8,
    options.gated ? at(parts, 'gatedWeights') : weights,
    bias,
    options.add ? at(parts, options.add) : 0,
    at(parts, to),
    outputs / 8,
    pixels,
    options.activation ?? NO_ACTIVATION,
  );
}

/** A layer of single numbers. pixels: how many of them each number is the sum of. */
export function connect(
  parts: Parts,
  from: PlaceName,
  pixels: number,
  name: LayerName,
  to: PlaceName,
  activation: Activation,
): void {
  const { inputs, outputs, weights, bias } = layerOf(parts, name);
  const [source, target] = [at(parts, from), at(parts, to)];
  parts.kernels.connect(source, inputs, 1 / pixels, weights, bias, target, outputs, activation);
}

/** Makes `gate` from the sums of so many pixels, by a narrow layer and a wide one (squeeze and excitation). */
export function openGate(parts: Parts, name: GatedName, sum: PlaceName, pixels: number): void {
  connect(parts, sum, pixels, `${name}.squeeze`, 'squeezed', RELU);
  connect(parts, 'squeezed', 1, `${name}.excite`, 'gate', SIGMOID);
}

/** Writes the weights of a layer times `gate` to `gatedWeights`. */
export function gateWeights(parts: Parts, name: LayerName): void {
  const { inputs, outputs, weights } = layerOf(parts, name);
  const [gate, gated] = [at(parts, 'gate'), at(parts, 'gatedWeights')];
  parts.kernels.gateWeights(weights, gate, inputs, outputs / 8, gated);
}

/** Parts of the network that have a gate of two layers. */
type GatedName = LayerName extends infer Name
  ? Name extends `${infer Part}.squeeze`
    ? Part
    : never
  : never;
