/**
 * The hidden extension frame: outside the reach of the page's CSP, it holds the worker that
 * segments. Every port it is handed goes straight to the worker; nothing else is listened to.
 */
import { SEGMENTER_CONNECT } from '../shared/handshake';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

window.addEventListener('message', ({ data, ports }) => {
  const [port, answer] = ports;
  if (data !== SEGMENTER_CONNECT || !port || !answer) return;
  worker.postMessage(SEGMENTER_CONNECT, [port]);
  answer.postMessage(SEGMENTER_CONNECT);
});
