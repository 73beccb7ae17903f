import { variantFor } from '../shared/model-variants';
import { NO_STAGES } from '../shared/status';
import { DEFAULT_TIER } from '../shared/tiers';
import { createFrameLoop } from './frame-loop';
import LoopWorker from './loop.worker.ts?worker&inline';
import type { LoopCommand, LoopEvent, LoopStart, LoopStatus, WorkerStarted } from './loop-messages';

/** A frame loop, seen from the page's main thread. */
export type LoopHost = {
  readonly place: 'worker' | 'page';
  send(command: LoopCommand, transfer?: Transferable[]): void;
};

type Send = LoopHost['send'];
type Emit = (event: LoopEvent) => void;

/** What is told of a camera that ended before its loop began. */
const ENDED: LoopStatus = {
  state: 'ended',
  fps: 0,
  latency: 0,
  coveredFrames: 0,
  width: 0,
  height: 0,
  tier: DEFAULT_TIER,
  variant: variantFor({ width: 16, height: 9 }),
  kernels: 'typescript',
  stages: NO_STAGES,
};

/** A page whose worker is blocked says so at once; this is for one that never answers. */
const WORKER_TIMEOUT_MS = 3000;

/**
 * Starts the frame loop between a camera and a sink: in a worker of the page where the page's CSP
 * allows one, else on the main thread. Commands sent before it runs are kept. A camera that has ended
 * by then is reported so.
 */
export function startLoop(
  camera: MediaStreamTrack,
  sink: WritableStream<VideoFrame>,
  emit: Emit,
): LoopHost {
  const early: Parameters<Send>[] = [];
  let place: LoopHost['place'] = 'page';
  let send: Send = (...command) => early.push(command);

  void startWorker().then((worker) => {
    if (camera.readyState === 'ended') {
      worker?.terminate();
      emit({ type: 'reported', status: ENDED });
      return;
    }
    // One frame waits at most; an older one is dropped and closed by the browser. Made only now: a
    // frame that waits in a stream while that is handed to a worker is never closed.
    const { readable } = new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 });
    place = worker ? 'worker' : 'page';
    send = worker ? runInWorker(worker, readable, sink, emit) : runInPage(readable, sink, emit);
    for (const command of early.splice(0)) send(...command);
  });

  return {
    get place() {
      return place;
    },
    send: (...command) => send(...command),
  };
}

function runInPage(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  emit: Emit,
): Send {
  const loop = createFrameLoop(source, sink, emit);
  return (command) => loop.handle(command);
}

function runInWorker(
  worker: Worker,
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  emit: Emit,
): Send {
  const start: LoopStart = { type: 'start', source, sink };
  worker.onmessage = ({ data }: MessageEvent<LoopEvent>) => {
    emit(data);
    if (data.type === 'reported' && data.status.state === 'ended') worker.terminate();
  };
  worker.postMessage(start, [source, sink] as unknown as Transferable[]);
  return (command, transfer = []) => worker.postMessage(command, transfer);
}

/** A worker whose script runs; undefined where the page forbids it. */
function startWorker(): Promise<Worker | undefined> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = new LoopWorker();
    } catch {
      // Trusted Types refuse a worker by throwing, a CSP by the error event below.
      resolve(undefined);
      return;
    }
    const give = (answer: Worker | undefined) => {
      clearTimeout(timer);
      worker.onerror = null;
      if (!answer) worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => give(undefined), WORKER_TIMEOUT_MS);
    worker.onerror = (event) => {
      event.preventDefault();
      give(undefined);
    };
    worker.onmessage = ({ data }: MessageEvent<WorkerStarted>) => {
      if (data.type === 'worker-started') give(worker);
    };
  });
}
