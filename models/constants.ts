import { type Network, OPERATION, tensorAt } from '../src/segmenter/model/network.ts';

/** The bits of a constant that the network keeps as floats of 16 bits. Throws an Error for any other tensor. */
export function halvesOf(network: Network, tensor: number | undefined): Uint16Array {
  const source = network.operators.find(
    ({ outputs }) => tensor !== undefined && outputs.includes(tensor),
  );
  if (source?.operation !== OPERATION.dequantize)
    throw new Error('Expected a constant of 16 bits.');
  const { start, length } = tensorAt(network, source.inputs[0]).data;
  return Uint16Array.from({ length: length / 2 }, (_, i) =>
    network.view.getUint16(start + 2 * i, true),
  );
}

/** The values of such a constant. */
export function floatsOf(network: Network, tensor: number | undefined): Float32Array {
  return Float32Array.from(halvesOf(network, tensor), fromHalf);
}

/** A float of 16 bits: a sign, 5 bits of exponent, 10 of fraction (IEEE 754, binary16). */
export function fromHalf(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) throw new Error('Expected weights that are numbers.');
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction) : 2 ** -14 * fraction);
}
