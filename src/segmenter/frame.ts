/**
 * The hidden extension frame: outside the reach of the page's CSP, it holds the worker that
 * segments, and one for the frame loops of a page that allows no worker. Every port it is handed goes
 * straight to one of them; nothing else is listened to.
 */
import { followDebugSetting } from '../extension/debug-setting';
import { LOOP_CONNECT, SEGMENTER_CONNECT } from '../shared/handshake';
import type { LogLevel } from '../shared/log';
import type { SetLogLevel } from './worker-messages';

let segmenter: Worker | undefined;
let level: LogLevel = 'off';

const tellLevel = () => {
  const message: SetLogLevel = { type: 'set-log-level', level };
  segmenter?.postMessage(message);
};
followDebugSetting((changed) => {
  level = changed;
  tellLevel();
});

/** Few pages need it: the others segment in their own loops. */
const startSegmenter = (): Worker => {
  segmenter = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  tellLevel();
  return segmenter;
};

const connect = (port: MessagePort) => {
  segmenter ??= startSegmenter();
  segmenter.postMessage(SEGMENTER_CONNECT, [port]);
};

let loops: Worker | undefined;

/** Few pages need it. */
const startLoops = (): Worker => {
  const started = new Worker(new URL('../extension-loop/worker.ts', import.meta.url), {
    type: 'module',
  });
  started.onmessage = ({ data, ports: [port] }) => {
    if (data === SEGMENTER_CONNECT && port) connect(port);
  };
  return started;
};

window.addEventListener('message', ({ data, ports }) => {
  const [port, answer] = ports;
  if (!port || !answer) return;
  if (data === SEGMENTER_CONNECT) connect(port);
  else if (data === LOOP_CONNECT) {
    loops ??= startLoops();
    loops.postMessage(LOOP_CONNECT, [port]);
  } else return;
  answer.postMessage(data);
});
