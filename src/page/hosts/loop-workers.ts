import { natives } from '../../natives/natives';
import LoopWorker from './loop.worker.ts?worker&inline';
import { openWorker } from './worker-start';

export const makeLoopWorker = (): Worker => new LoopWorker();

/** The worker in which the loops of a document work, one at a time. */
export type LoopWorkers = {
  /** Has it started, if it is not yet. */
  warm(): void;
  /** Ends it, if no loop was given it: none is needed. */
  rest(): void;
  /**
   * A port to a loop in it. loop: who asks; replace: the worker that it was given last hangs or is gone, so
   * another is started, unless somebody else has had that done meanwhile.
   */
  connect(loop: number, replace: boolean): MessagePort;
  dispose(): void;
};

/** first: one that runs already. */
export function createLoopWorkers(first?: Worker): LoopWorkers {
  let worker = first;
  let generation = 0;
  /** The worker that each loop was given last. */
  const given = new Map<number, number>();

  const start = () => {
    worker ??= openWorker(makeLoopWorker);
    return worker;
  };

  return {
    warm: start,
    rest: () => {
      if (given.size > 0) return;
      worker?.terminate();
      worker = undefined;
    },
    connect: (loop, replace) => {
      if (replace && given.get(loop) === generation) {
        worker?.terminate();
        worker = undefined;
        generation++;
      }
      given.set(loop, generation);
      const { port1, port2 } = new natives.MessageChannel();
      start()?.postMessage(null, [port2]);
      return port1;
    },
    dispose: () => {
      worker?.terminate();
      worker = undefined;
    },
  };
}
