import { natives } from '../../natives/natives';
import type { FromWorker } from './worker-messages';

/** A page whose worker is blocked says so at once; this is for one that never answers. */
const WORKER_TIMEOUT_MS = 3000;

/** Makes a worker; undefined where the page refuses one at once. */
export function openWorker(make: () => Worker): Worker | undefined {
  try {
    const worker = natives.pin(make(), 'worker');
    worker.onmessage = null;
    return worker;
  } catch {
    // Trusted Types refuse a worker by throwing, a CSP by the error event; and what a page has put in a
    // worker's place takes no handler of one.
    return undefined;
  }
}

/** A worker whose script runs; undefined where the page forbids it. */
export function startWorker(make: () => Worker): Promise<Worker | undefined> {
  const { setTimeout, clearTimeout } = natives;
  return new natives.Promise((resolve) => {
    const worker = openWorker(make);
    if (!worker) {
      resolve(undefined);
      return;
    }
    const give = (answer: Worker | undefined) => {
      clearTimeout(timer);
      worker.onerror = null;
      if (!answer) worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => give(undefined), WORKER_TIMEOUT_MS);
    worker.onerror = (event) => {
      event.preventDefault();
      give(undefined);
    };
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'worker-started') give(worker);
    };
  });
}
