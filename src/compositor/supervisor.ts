import type { CompositorName } from '../shared/compositor-name';
import type { FaultReason } from '../shared/fault';
import { createLease } from '../shared/lease';
import { log } from '../shared/log';
import { type Chosen, makeCompositor, startTrial, type Trial } from './choice';
import { createChoiceWatch, type DrawingCost } from './choice-rules';
import { type Compositor, DeviceLost } from './compositor';

/** Keeps one working compositor: makes it when first needed, and again after it was lost. */
export type Supervisor = {
  /** The compositor; undefined while there is none to be had. */
  current(): Promise<Compositor | undefined>;
  /** Which one it is. */
  readonly name: CompositorName | undefined;
  /** A trial has chosen it, in this call or before. */
  readonly isFound: boolean;
  readonly fault: FaultReason | undefined;
  /** Says what was found on this device before; only the first word counts. */
  prefer(name: CompositorName): void;
  /** Learns from a frame. */
  measure(cost: DrawingCost): void;
  /** The choice seems to have been wrong, or was no more than a guess; until a trial has ended. */
  readonly isDoubtful: boolean;
  /**
   * Goes on with a trial of both compositors, by one small frame: to be called between two frames of a call,
   * which a whole trial would keep waiting. True when it has ended, and the other one was faster and is
   * taken. No frame is to be loaded meanwhile.
   */
  reconsider(): Promise<boolean>;
  /** Gives a compositor up after an error of its own; does nothing for one that was given up before. */
  fail(error: unknown, failed: Compositor | undefined): void;
  dispose(): void;
};

/** It is made at once, or not at all, and owes no answers. */
const TIMES = { open: 0, answer: 0, firstRetry: 500, lastRetry: 30_000 };
/** A compositor that lived this long was a good one: its loss starts the waiting anew. */
const GOOD_AFTER_MS = 10_000;

/** kernels: for a compositor on planes; it does without. */
export function createSupervisor(kernels?: WebAssembly.Module): Supervisor {
  const watch = createChoiceWatch();
  const lease = createLease(TIMES, () => performance.now());
  let chosen: Chosen | undefined;
  let known: CompositorName | undefined;
  /** WebGL has failed too often to be tried again. */
  let withoutGl = false;
  let isDoubtful = false;
  let trial: Trial | undefined;
  let fault: FaultReason | undefined;
  let madeAt = 0;

  const take = (made: Chosen) => {
    lease.held();
    chosen = made;
    madeAt = performance.now();
    fault = undefined;
    return made.compositor;
  };

  /** Nobody waits for its result any more. */
  const dropTrial = () => {
    trial?.end()?.compositor.dispose();
    trial = undefined;
    isDoubtful = false;
  };

  const fail = (error: unknown, failed: Compositor | undefined) => {
    if (failed !== chosen?.compositor) return;
    dropTrial();
    const now = performance.now();
    if (chosen && now - madeAt > GOOD_AFTER_MS) lease.forgive();
    lease.lost();
    if (chosen && watch.failed(chosen.name, now)) {
      withoutGl = true;
      known = 'planes';
      // Nothing is wrong with those.
      lease.forgive();
    }
    chosen?.compositor.dispose();
    chosen = undefined;
    fault = reasonOf(error);
    log.warn('the compositor failed', error);
  };

  return {
    current: async () => {
      if (lease.use() !== 'ask') return chosen?.compositor;
      try {
        const made = makeCompositor(known ?? 'planes', kernels);
        // The first frame waits for no trial.
        isDoubtful = known === undefined;
        return take(made);
      } catch (error) {
        fail(error, undefined);
        return undefined;
      }
    },
    get name() {
      return chosen?.name;
    },
    get isFound() {
      return chosen?.name === known && !isDoubtful;
    },
    get fault() {
      return fault;
    },
    prefer: (name) => {
      known ??= name;
    },
    measure: (cost) => {
      if (chosen && !withoutGl && watch.measure(cost)) isDoubtful = true;
    },
    get isDoubtful() {
      return isDoubtful;
    },
    reconsider: async () => {
      if (!chosen) return false;
      const before = chosen;
      trial ??= startTrial(before.name, known !== undefined, kernels);
      if (await trial?.draw()) return false;
      const faster = trial?.end();
      trial = undefined;
      isDoubtful = false;
      known = faster?.name ?? before.name;
      if (!faster) return false;
      before.compositor.dispose();
      take(faster);
      return true;
    },
    fail,
    dispose: () => {
      dropTrial();
      chosen?.compositor.dispose();
    },
  };
}

function reasonOf(error: unknown): FaultReason {
  if (error instanceof DeviceLost) return 'webgl-lost';
  return 'loop-failed';
}
