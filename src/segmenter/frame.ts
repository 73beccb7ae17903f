/**
 * The hidden extension frame: outside the reach of the page's CSP, it holds the worker that
 * segments. Every port it is handed goes straight to the worker; nothing else is listened to.
 */
import { CALIBRATE, SEGMENTER_CONNECT } from '../shared/handshake';

/** A calibration that has not ended by then never will. */
const CALIBRATION_DEADLINE_MS = 60_000;

const startWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
const worker = startWorker();

window.addEventListener('message', ({ data, ports }) => {
  const [port, answer] = ports;
  if (data !== SEGMENTER_CONNECT || !port || !answer) return;
  worker.postMessage(SEGMENTER_CONNECT, [port]);
  answer.postMessage(SEGMENTER_CONNECT);
});

worker.addEventListener('message', ({ data }) => {
  if (data === CALIBRATE) calibrate();
});

function calibrate(): void {
  const second = startWorker();
  const end = () => second.terminate();
  second.addEventListener('message', end);
  second.addEventListener('error', end);
  setTimeout(end, CALIBRATION_DEADLINE_MS);
  second.postMessage(CALIBRATE);
}
