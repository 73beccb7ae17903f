/**
 * The hidden extension frame: outside the reach of the page's CSP, it holds the worker that
 * segments, and one for the frame loops of a page that allows no worker. Every port it is handed goes
 * straight to one of them; nothing else is listened to.
 */

import { followDebugSetting } from '../extension/debug-setting';
import { recallEngine } from '../extension/device-store';
import { LOOP_CONNECT, SEGMENTER_CONNECT } from '../shared/handshake';
import { log } from '../shared/log';
import { hostCalibration } from './calibration-host';
import { CALIBRATE, type PreferEngine, type SetLogLevel } from './worker-messages';

const startWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
const worker = startWorker();
followDebugSetting((level) => {
  const message: SetLogLevel = { type: 'set-log-level', level };
  worker.postMessage(message);
});

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
  hostCalibration(startWorker).catch((error) => log.warn('no calibration', error));
});
