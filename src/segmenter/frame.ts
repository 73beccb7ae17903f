/**
 * The hidden extension frame: outside the reach of the page's CSP, it holds the worker that
 * segments. Every port it is handed goes straight to the worker; nothing else is listened to.
 */

import { recallEngine } from '../extension/engine-store';
import { SEGMENTER_CONNECT } from '../shared/handshake';
import { hostCalibration } from './calibration-host';
import { CALIBRATE, type PreferEngine } from './worker-messages';

const startWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
const worker = startWorker();

/** Before its first port, the worker is told of what is known. */
const ready = recallEngine().then((engine) => {
  const message: PreferEngine = { type: 'prefer-engine', engine };
  worker.postMessage(message);
});

window.addEventListener('message', ({ data, ports }) => {
  const [port, answer] = ports;
  if (data !== SEGMENTER_CONNECT || !port || !answer) return;
  ready.then(() => worker.postMessage(SEGMENTER_CONNECT, [port]));
  answer.postMessage(SEGMENTER_CONNECT);
});

worker.addEventListener('message', ({ data }) => {
  if (data !== CALIBRATE) return;
  hostCalibration(startWorker).catch((error) => console.warn('Veil: no calibration', error));
});
