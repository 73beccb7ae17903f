import { createArena } from '../../src/kernels/arena';
import { compileKernels } from '../../src/kernels/compile';
import { compileNetwork, type NetworkBuild } from '../../src/kernels/compile-network';
import { createNetwork } from '../../src/network/network';
import { networkBytes } from '../../src/network/plan';
import { readWeights } from '../../src/network/weights';
import { loadTasksVision } from '../../src/segmenter/engines/tasks-vision';
import { inputOf, type ModelVariantName } from '../../src/shared/model-variants';
import type { Candidate } from './protocol';

export type Running = {
  segment(rgba: Uint8ClampedArray<ArrayBuffer>): Uint8Array;
  close(): void;
};

/** Loads a candidate from the extension's files. Throws an Error where it does not start. */
export async function load(candidate: Candidate, variant: ModelVariantName): Promise<Running> {
  if (candidate === 'own, relaxed') return loadOwn('relaxed', variant);
  if (candidate === 'own, plain') return loadOwn('plain', variant);
  return loadTasksVision(inputOf(variant));
}

async function loadOwn(build: NetworkBuild, variant: ModelVariantName): Promise<Running> {
  const fetching = fetch('/models/general.weights');
  const compiled = compileNetwork([build]);
  const kernels = compileKernels();
  const file = readWeights(new Uint8Array(await (await fetching).arrayBuffer()));
  if (!compiled.ok) throw new Error(compiled.reason);
  if (!file.ok) throw new Error(file.detail);
  const size = inputOf(variant);
  const pixels = size.width * size.height;
  const arena = createArena(kernels, networkBytes(size) + 6 * pixels);
  const network = createNetwork({ module: compiled.module, arena, weights: file.weights, size });
  const [input, mask] = [arena.bytes(4 * pixels), arena.bytes(pixels)];
  return {
    segment: (rgba) => {
      // As the others do: a picture in, a mask out. In the frame loop both lie in the arena.
      input.set(rgba);
      network.run(input, mask);
      return mask.slice();
    },
    close: () => {},
  };
}
