/** Runs the frame loops of a document in a worker of the page: no work per frame on its main thread. */
import { createFrameLoop, type FrameLoop } from '../../loop/frame-loop';
import { createFrameShare } from '../../loop/frame-share';
import { createOwnMasks } from '../../loop/own-masks';
import { takeEnds, takeSource } from '../transport/frame-port';
import type { FromLoopWorker, ToLoopWorker } from './worker-messages';

const scope = self as unknown as {
  postMessage(message: FromLoopWorker): void;
  onmessage: ((event: MessageEvent<ToLoopWorker>) => void) | null;
};

const loops = new Map<number, FrameLoop>();
const share = createFrameShare();

scope.onmessage = ({ data }) => {
  if (data.type === 'idle-probe') {
    scope.postMessage({ type: 'idle' });
    return;
  }
  const { loop } = data;
  if (data.type === 'command') {
    loops.get(loop)?.handle(data.command);
    return;
  }
  if (data.type === 'source') {
    loops.get(loop)?.handle({ type: 'replace-source', source: takeSource(data.port) });
    return;
  }
  const { source, sink } = takeEnds(data.ends);
  const started = createFrameLoop(
    source,
    sink,
    (event) => {
      if (event.type === 'reported' && event.status.state === 'ended') loops.delete(loop);
      scope.postMessage({ type: 'event', loop, event });
    },
    share.join(data.camera),
    { ownMasks: createOwnMasks },
  );
  loops.set(loop, started);
};
scope.postMessage({ type: 'worker-started' });
