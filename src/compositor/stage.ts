import type { FaultReason } from '../shared/fault';
import { chooseCompositor } from './choice';
import { type Compositor, DeviceLost } from './compositor';

/** Keeps one working compositor: makes it when first needed, and again after it was lost. */
export type Stage = {
  /** The compositor; undefined while there is none to be had. */
  current(): Promise<Compositor | undefined>;
  readonly fault: FaultReason | undefined;
  /** Gives a compositor up after an error of its own; does nothing for one that was given up before. */
  fail(error: unknown, failed: Compositor | undefined): void;
  dispose(): void;
};

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;
/** A compositor that lived this long was a good one: its loss starts the waiting anew. */
const GOOD_AFTER_MS = 10_000;

/** kernels: for a compositor on planes; it does without. */
export function createStage(kernels?: WebAssembly.Module): Stage {
  let compositor: Compositor | undefined;
  let fault: FaultReason | undefined;
  let failures = 0;
  let madeAt = 0;
  let retryAt = 0;

  const fail = (error: unknown, failed: Compositor | undefined) => {
    if (failed !== compositor) return;
    if (compositor && performance.now() - madeAt > GOOD_AFTER_MS) failures = 0;
    compositor?.dispose();
    compositor = undefined;
    retryAt = performance.now() + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++);
    fault = reasonOf(error);
    console.warn('Veil: the compositor failed', error);
  };

  return {
    current: async () => {
      if (compositor || performance.now() < retryAt) return compositor;
      try {
        compositor = await chooseCompositor(kernels);
        madeAt = performance.now();
        fault = undefined;
      } catch (error) {
        fail(error, undefined);
      }
      return compositor;
    },
    get fault() {
      return fault;
    },
    fail,
    dispose: () => compositor?.dispose(),
  };
}

function reasonOf(error: unknown): FaultReason {
  if (error instanceof DeviceLost) return 'webgl-lost';
  return 'loop-failed';
}
