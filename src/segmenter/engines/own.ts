/** Inference by the network's own kernels. */
import { createWasmArena } from '../../kernels/arena';
import { compileKernels } from '../../kernels/compile';
import { compileNetwork } from '../../kernels/compile-network';
import { type CheckOptions, isRight } from '../../network/check';
import { createNetwork } from '../../network/network';
import { networkBytes } from '../../network/plan';
import { readWeights } from '../../network/weights';
import { WEIGHTS_PATH } from '../../shared/handshake';
import { type Engine, EngineFault, type EngineLoader } from '../engine';
import { fetchBytes } from '../model/file';

/** Engines of all sizes share it. */
let ground: Promise<CheckOptions> | undefined;

export const loadOwn: EngineLoader = async (size) => {
  ground ??= layGround();
  const { kernels, module, weights } = await ground.catch((error) => {
    ground = undefined;
    throw error;
  });
  const pixels = size.width * size.height;
  // Two arrays more than the network's own.
  const arena = createWasmArena(kernels, networkBytes(size) + 5 * pixels + 1024);
  const [input, mask] = [arena.bytes(4 * pixels), arena.bytes(pixels)];
  const { run } = createNetwork({ module, arena, weights, size });
  const segment: Engine['segment'] = (rgba) => {
    input.set(rgba);
    run(input, mask);
    return mask.slice();
  };
  return { segment, warmUp: () => run(input, mask), close: () => undefined };
};

async function layGround(): Promise<CheckOptions> {
  const [kernels, compiled] = [compileKernels(), compileNetwork()];
  if (!compiled.ok || !kernels) throw new EngineFault('simd-missing', 'no SIMD in WASM');
  const read = readWeights(await fetchBytes(WEIGHTS_PATH));
  if (!read.ok) throw new EngineFault(read.reason, read.detail);
  const laid = { kernels, module: compiled.module, weights: read.weights };
  if (!isRight(laid)) throw new EngineFault('runtime-missing', 'a wrong answer');
  return laid;
}
