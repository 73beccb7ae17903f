/** Runs a frame loop in a worker of the page: no work per frame on the page's main thread. */
import { createFrameLoop, type FrameLoop } from './frame-loop';
import type { LoopCommand, LoopEvent, LoopStart, WorkerStarted } from './loop-messages';

const scope = self as unknown as {
  postMessage(message: LoopEvent | WorkerStarted): void;
  onmessage: ((event: MessageEvent<LoopStart | LoopCommand>) => void) | null;
};

let loop: FrameLoop | undefined;

scope.onmessage = ({ data }) => {
  if (data.type === 'start') {
    loop = createFrameLoop(data.source, data.sink, (event) => scope.postMessage(event));
  } else {
    loop?.handle(data);
  }
};
scope.postMessage({ type: 'worker-started' });
