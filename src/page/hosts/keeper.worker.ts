/**
 * Holds both ends of the tracks of a document, in a worker of the page: no work per frame on its main
 * thread. It does nothing else, so that it is always at leisure, and nothing in it can break or hang: the ends would be
 * gone with it (docs/browser-faults.md#ends-die-with-a-worker).
 */
import type { FrameLoop } from '../../loop/frame-loop';
import { takeSource } from '../transport/frame-port';
import { createKeeperSettings } from './keeper-settings';
import { createWorkerLoop } from './worker-loop';
import type { FromWorker, ToKeeperWorker } from './worker-messages';

const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToKeeperWorker>) => void) | null;
};

const loops = new Map<number, FrameLoop>();
const settings = createKeeperSettings(() => loops.values());

scope.onmessage = ({ data }) => {
  if (data.type === 'idle-probe') {
    scope.postMessage({ type: 'idle' });
    return;
  }
  const { loop } = data;
  if (data.type === 'command') {
    const command = settings.translate(data.command);
    if (command) loops.get(loop)?.handle(command);
    return;
  }
  if (data.type === 'source') {
    loops.get(loop)?.handle({ type: 'replace-source', source: takeSource(data.port) });
    return;
  }
  const { source, sink, camera } = data;
  const started = createWorkerLoop(source, sink, camera, (event) => {
    if (event.type === 'reported' && event.status.state === 'ended') loops.delete(loop);
    scope.postMessage({ type: 'event', loop, event });
  });
  loops.set(loop, started);
  settings.greet(started);
};
scope.postMessage({ type: 'worker-started' });
