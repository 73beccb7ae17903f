import type {} from './protocol';

/** Has a new worker do one job. */
function inWorker<Answer>(job: object): Promise<Answer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const done = new Promise<Answer>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(job);
  });
  return done.finally(() => worker.terminate());
}

window.timeRuns = inWorker;
window.timeStart = inWorker;
