import ClockWorker from './clock.worker.ts?worker&inline';

/**
 * Calls `tick` every `period` ms, also while the page is hidden: its own timers then run once a second.
 * So they do where the page's CSP allows no worker. Returns the way to stop.
 */
export function watchClock(period: number, tick: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const slow = () => {
    timer ??= setInterval(tick, period);
  };
  const worker = startWorker(slow);
  if (worker) {
    worker.onmessage = tick;
    worker.postMessage(period);
  }
  return () => {
    worker?.terminate();
    clearInterval(timer);
  };
}

/** Trusted Types refuse a worker by throwing, a CSP by an event. */
function startWorker(onRefusal: () => void): Worker | undefined {
  try {
    const worker = new ClockWorker();
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
