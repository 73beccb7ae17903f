import type { Arena } from '../kernels/arena';
import { compileNetwork } from '../kernels/compile-network';
import { isRight } from '../network/check';
import { createNetwork } from '../network/network';
import { networkBytes } from '../network/plan';
import { readWeights, type Weights } from '../network/weights';
import type { FaultReason } from '../shared/fault';
import { log } from '../shared/log';
import { inputOf, type ModelVariantName } from '../shared/model-variants';
import type { MaskSource, Segment } from './mask-source';

/** Masks that the loop makes itself, with the network in its own memory. */
export type OwnMasks = MaskSource & {
  /** Takes the file with the network's weights; null when there is none to be had. */
  takeWeights(file: ArrayBuffer | null): void;
  /** False when no masks come from here any more: they are somebody else's to make. */
  readonly isUsable: boolean;
};

/** A page that waits longer for the weights will not get them. */
const WEIGHTS_DEADLINE_MS = 5000;

/** Makes them; not usable where the page forbids WASM, or the machine has none that is fast. kernels: those of the loop's arenas. */
export function createOwnMasks(kernels: WebAssembly.Module | undefined): OwnMasks {
  const compiled = compileNetwork();
  let weights: Weights | undefined;
  let wanted: ModelVariantName | undefined;
  let askedAt: number | undefined;
  let isUsable = compiled.ok && kernels !== undefined;

  const giveUp = (why: unknown) => {
    isUsable = false;
    weights = undefined;
    log.warn('the network does not run here', why);
  };

  const takeWeights = (file: ArrayBuffer | null) => {
    if (!isUsable || !compiled.ok || !kernels || weights) return;
    const read = readWeights(file ? new Uint8Array(file) : undefined);
    if (!read.ok) return giveUp(read.detail);
    // A browser or a processor that computes something else is found out before it has cut out anybody.
    if (!isRight({ kernels, module: compiled.module, weights: read.weights }))
      return giveUp('a wrong answer');
    weights = read.weights;
  };

  const open = (variant: ModelVariantName, arena: Arena): Segment => {
    if (!weights || !compiled.ok) throw new Error('expected a network that is ready');
    const network = createNetwork({
      module: compiled.module,
      arena,
      weights,
      size: inputOf(variant),
    });
    return async ({ input, mask }) => {
      try {
        network.run(input, mask);
        return true;
      } catch (error) {
        giveUp(error);
        return false;
      }
    };
  };

  return {
    get ready() {
      return weights && wanted;
    },
    get fault(): FaultReason | undefined {
      return undefined; // Somebody else makes the masks then.
    },
    get isUsable() {
      return isUsable;
    },
    isElsewhere: false,
    ensure: (variant) => {
      wanted = variant;
      askedAt ??= performance.now();
      if (isUsable && !weights && performance.now() - askedAt > WEIGHTS_DEADLINE_MS)
        giveUp('no weights came');
    },
    bytesFor: (variant) => networkBytes(inputOf(variant)),
    open,
    takeWeights,
    dispose: () => {
      isUsable = false;
      weights = undefined;
    },
  };
}
