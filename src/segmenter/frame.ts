/**
 * The hidden extension frame: outside the reach of the page's CSP, it holds the worker that
 * segments, and one for the frame loops of a page that allows no worker. Every port it is handed goes
 * straight to one of them; nothing else is listened to.
 */

import { recallEngine } from '../extension/device-store';
import { LOOP_CONNECT, SEGMENTER_CONNECT } from '../shared/handshake';
import { hostCalibration } from './calibration-host';
import { CALIBRATE, type PreferEngine } from './worker-messages';

const startWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
const worker = startWorker();

/** Before its first port, the worker is told of what is known. */
const ready = recallEngine().then((engine) => {
  const message: PreferEngine = { type: 'prefer-engine', engine };
  worker.postMessage(message);
});

const connect = (port: MessagePort) =>
  ready.then(() => worker.postMessage(SEGMENTER_CONNECT, [port]));

let loops: Worker | undefined;

/** Few pages need it. */
const startLoops = (): Worker => {
  const started = new Worker(new URL('../extension-loop/worker.ts', import.meta.url), {
    type: 'module',
  });
  started.onmessage = ({ data, ports: [port] }) => {
    if (data === SEGMENTER_CONNECT && port) void connect(port);
  };
  return started;
};

window.addEventListener('message', ({ data, ports }) => {
  const [port, answer] = ports;
  if (!port || !answer) return;
  if (data === SEGMENTER_CONNECT) void connect(port);
  else if (data === LOOP_CONNECT) {
    loops ??= startLoops();
    loops.postMessage(LOOP_CONNECT, [port]);
  } else return;
  answer.postMessage(data);
});

worker.addEventListener('message', ({ data }) => {
  if (data !== CALIBRATE) return;
  hostCalibration(startWorker).catch((error) => console.warn('Veil: no calibration', error));
});
