import type { Arena } from '../kernels/arena';
import { createNetworkKernels } from '../kernels/compile-network';
import type { NetworkKernels } from '../kernels/network-kernels';
import type { Size } from '../shared/geometry';
import { decoderSteps } from './decoder';
import { encoderSteps } from './encoder';
import { LAYER_LIST, type LayerName, numbersIn } from './layers';
import { type PlaceName, planFor, takesSize } from './plan';
import type { Parts, Step } from './step';
import type { Weights } from './weights';

/** The network for one size, ready to run. It holds nothing but arrays of its arena. */
export type Network = {
  readonly size: Size;
  /**
   * Finds the person. rgba: a picture of the size; mask: gets a byte per pixel, 255 = person. Both are arrays of
   * the network's arena, and are worked on where they lie; throws an Error for any other.
   */
  run(rgba: Uint8Array, mask: Uint8Array): void;
};

export type NetworkOptions = {
  /** See compileNetwork. */
  readonly module: WebAssembly.Module;
  /** Of networkBytes(size) of capacity or more, besides the pictures and masks. */
  readonly arena: Arena;
  /** See readWeights; copied, and not needed afterwards. */
  readonly weights: Weights;
  /** See takesSize. */
  readonly size: Size;
};

/** Makes the network for a size, a millisecond's work. Throws an Error for a size or an arena that it does not take. */
export function createNetwork(options: NetworkOptions): Network {
  const { arena, size } = options;
  const parts = createParts(options);
  const steps = stepsOf(parts);
  const place = (array: Uint8Array, length: number): number => {
    if (!arena.holds(array) || array.length !== length)
      throw new Error(`expected ${length} bytes of the network's arena`);
    return array.byteOffset;
  };
  const pixels = size.width * size.height;
  return {
    size,
    run: (rgba, mask) => {
      const from = place(rgba, 4 * pixels);
      const to = place(mask, pixels);
      for (const step of steps) step.run(from, to);
    },
  };
}

/** All of the network's work in its order. */
export function stepsOf(parts: Parts): readonly Step[] {
  return [...encoderSteps(parts), ...decoderSteps(parts)];
}

/** The network's places in an arena, with the weights in theirs. Throws as createNetwork does. */
export function createParts({ module, arena, weights, size }: NetworkOptions): Parts {
  if (!takesSize(size)) throw new Error(`no network for ${size.width}x${size.height}`);
  if (!arena.memory) throw new Error('expected an arena that kernels can work on');
  const kernels = createNetworkKernels(module, arena.memory);
  const lengths = Object.entries(planFor(size)) as [PlaceName, number][];
  const places = Object.fromEntries(
    lengths.map(([name, length]) => [name, arena.floats(length)]),
  ) as Record<PlaceName, Float32Array<ArrayBuffer>>;
  unpack(weights, places.weights, places.half, kernels);
  return { kernels, size, layers: layersAt(places.weights.byteOffset), places };
}

/** spare: an array that is not in use yet, where numbers of 16 bits lie on their way. */
function unpack(
  { floats, halves }: Weights,
  to: Float32Array,
  spare: Float32Array,
  kernels: NetworkKernels,
): void {
  to.set(floats);
  const part = new Uint16Array(spare.buffer, spare.byteOffset, spare.length);
  for (let done = 0; done < halves.length; done += part.length) {
    const next = halves.subarray(done, done + part.length);
    part.set(next);
    const target = to.byteOffset + 4 * (floats.length + done);
    kernels.widen(part.byteOffset, target, next.length);
  }
}

/** Where each layer's weights begin. */
function layersAt(start: number): Record<LayerName, number> {
  let next = start;
  const places = LAYER_LIST.map(([name, layer]) => {
    const place = next;
    next += 4 * numbersIn(layer);
    return [name, place] as const;
  });
  return Object.fromEntries(places) as Record<LayerName, number>;
}
