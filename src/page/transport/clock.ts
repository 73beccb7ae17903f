import { natives } from '../../natives/natives';
import type { ClockToSegmenter } from '../../shared/messages';
import ClockWorker from './clock.worker.ts?worker&inline';

let openPort: (() => MessagePort) | undefined;

/** Names the clock of documents whose CSP allows no worker: a port to a segmenter, opened by this. */
export function setExtensionClock(open: () => MessagePort): void {
  openPort = open;
}

/**
 * Calls `tick` every `period` ms, also while the page is hidden, when its own timers run once a
 * second. Returns the way to stop.
 */
export function watchClock(period: number, tick: () => void): () => void {
  let stopInExtension: (() => void) | undefined;
  let stopped = false;
  const worker = startWorker(() => {
    if (!stopped) stopInExtension ??= watchInExtension(period, tick);
  });
  if (worker) {
    worker.onmessage = tick;
    worker.postMessage(period);
  }
  return () => {
    stopped = true;
    worker?.terminate();
    stopInExtension?.();
  };
}

/** Trusted Types refuse a worker by throwing, a CSP by an event. */
function startWorker(onRefusal: () => void): Worker | undefined {
  try {
    const worker = natives.pin(new ClockWorker(), 'worker');
    worker.onmessage = null;
    worker.onerror = (event) => {
      event.preventDefault();
      onRefusal();
    };
    return worker;
  } catch {
    onRefusal();
    return undefined;
  }
}

/** Has itself told of each tick: a clock that ran by itself would not notice that nobody listens. */
function watchInExtension(period: number, tick: () => void): () => void {
  const opened = openPort?.();
  const port = opened && natives.pin(opened, 'port');
  let due = performance.now();
  const ask = () => {
    const now = performance.now();
    due = Math.max(due + period, now);
    const message: ClockToSegmenter = { type: 'tick', after: due - now };
    port?.postMessage(message);
  };
  if (port)
    port.onmessage = () => {
      ask();
      tick();
    };
  ask();
  return () => port?.close();
}
