/** The engine as the tests run it, beside the graph in plain loops. */
import { setFlagsFromString } from 'node:v8';
import { packWeights } from '../../../models/pack';
import { type Picture, runPlainly } from '../../../models/plain';
import { readSource } from '../../../models/source';
import { createArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import { compileNetwork, type NetworkBuild } from '../../kernels/compile-network';
import { reshape } from '../../segmenter/model/reshape';
import type { Size } from '../../shared/geometry';
import { createParts, stepsOf } from '../network';
import { networkBytes, type PlaceName } from '../plan';
import { readWeights } from '../weights';

// Node 20 has relaxed SIMD behind a flag.
if (!compileNetwork(['relaxed']).ok) setFlagsFromString('--experimental-wasm-relaxed-simd');

export const BUILDS: readonly NetworkBuild[] = ['plain', 'relaxed'];

export const source = await readSource('general');
export const packed = await packWeights(source, 'general');

export function weights() {
  const file = readWeights(packed);
  if (!file.ok) throw new Error(file.detail);
  return file.weights;
}

export function moduleOf(build: NetworkBuild): WebAssembly.Module {
  const found = compileNetwork([build]);
  if (!found.ok) throw new Error(`no ${build} build here: ${found.reason}`);
  return found.module;
}

export function kernels(): WebAssembly.Module {
  const module = compileKernels();
  if (!module) throw new Error('no WASM here');
  return module;
}

/** An arena for a network of this size, and for so many bytes more. */
export function arenaFor(size: Size, more = 0) {
  const pixels = size.width * size.height;
  return createArena(kernels(), networkBytes(size) + 5 * pixels + more + 64);
}

/** Tensors of the package's graph that the steps leave somewhere, by the step: numbers as in models/general.graph.txt. */
const LEFT: Readonly<Record<string, readonly (readonly [PlaceName, number])[]>> = {
  entry: [
    ['half', 4],
    ['quarterToo', 12],
  ],
  block1: [['quarter', 25]],
  'block2.expand': [['wide', 33]],
  block2: [['eighthToo', 36]],
  'block3.expand': [['wide', 44]],
  block3: [['eighth', 48]],
  'block4.expand': [['wide', 56]],
  block4: [['sixteenth', 69]],
  'block5.expand': [['wide', 77]],
  block5: [['sixteenthToo', 91]],
  'block6.expand': [['wide', 99]],
  block6: [['sixteenth', 113]],
  'block7.expand': [['wide', 121]],
  block7: [['sixteenthToo', 135]],
  'block8.expand': [['wide', 143]],
  block8: [['sixteenth', 157]],
  bottom: [['wide', 165]],
  eighth: [['eighthToo', 193]],
  quarter: [['quarterToo', 219]],
};
const MASK = 249;

export type Differences = {
  /** The greatest of each layer that is kept, as a share of the layer's largest value. */
  readonly layers: Readonly<Record<string, number>>;
  /** The greatest of the mask's bytes. */
  readonly mask: number;
};

/** Runs a picture, RGBA, through the graph in plain loops, and tells how far each build is from that. */
export function compare(size: Size, rgba: Uint8Array): Readonly<Record<NetworkBuild, Differences>> {
  const rgb = Float32Array.from(
    { length: 3 * size.width * size.height },
    (_, i) => (rgba[4 * Math.floor(i / 3) + (i % 3)] as number) / 255,
  );
  const tensors = runPlainly(reshape(source, size), rgb);
  const tensor = (id: number) => tensors.get(id) as Picture;
  const differencesOf = (build: NetworkBuild): Differences => {
    const arena = arenaFor(size);
    const parts = createParts({ module: moduleOf(build), arena, weights: weights(), size });
    const [input, mask] = [arena.bytes(rgba.length), arena.bytes(rgba.length / 4)];
    input.set(rgba);
    const layers: Record<string, number> = {};
    for (const { name, run } of stepsOf(parts)) {
      run(input.byteOffset, mask.byteOffset);
      for (const [place, id] of LEFT[name] ?? [])
        layers[`${name}: ${place}`] = farthest(parts.places[place], tensor(id));
    }
    const right = tensor(MASK).values;
    let most = 0;
    for (const [i, byte] of mask.entries())
      most = Math.max(most, Math.abs(byte - Math.round(255 * (right[i] as number))));
    return { layers, mask: most };
  };
  return { plain: differencesOf('plain'), relaxed: differencesOf('relaxed') };
}

/** blocks: [channels / 8][pixels][8] */
function farthest(blocks: Float32Array, { values, channels }: Picture): number {
  const pixels = values.length / channels;
  let most = 0;
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const pixel = Math.floor(i / channels);
    const channel = i % channels;
    const found = blocks[((channel >> 3) * pixels + pixel) * 8 + (channel & 7)] as number;
    const right = values[i] as number;
    // What is no number is as far as can be.
    const difference = Math.abs(found - right);
    most = difference <= most ? most : difference;
    largest = Math.max(largest, Math.abs(right));
  }
  return most / largest;
}
