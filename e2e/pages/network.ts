/** The engine of our own in a page, as a frame loop would have it. */
import { compileKernels } from '../../src/kernels/compile';
import { compileNetwork, type NetworkBuild } from '../../src/kernels/compile-network';
import { isRight } from '../../src/network/check';
import { readWeights } from '../../src/network/weights';

export type NetworkPage = {
  /** The build that is taken, or why there is none. */
  chosen(): string;
  /** Whether this build finds the known picture's person, or why it cannot. weights: in base64. */
  check(build: NetworkBuild, weights: string): boolean | string;
};

declare global {
  interface Window {
    network: NetworkPage;
  }
}

window.network = {
  chosen: () => {
    const found = compileNetwork();
    return found.ok ? found.build : found.reason;
  },
  check: (build, text) => {
    const found = compileNetwork([build]);
    const file = readWeights(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
    const kernels = compileKernels();
    if (!found.ok) return found.reason;
    if (!file.ok || !kernels) return 'no weights or kernels';
    return isRight({ module: found.module, weights: file.weights, kernels });
  },
};
