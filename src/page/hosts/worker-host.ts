import type { LoopCommand, LoopEvent } from '../../loop/commands';
import { natives } from '../../natives/natives';
import { lendEnds, lendSource } from '../transport/frame-port';
import { transport } from '../transport/transport';
import LoopWorker from './loop.worker.ts?worker&inline';
import type { FromLoopWorker, ToLoopWorker } from './worker-messages';

/** Room for one frame loop in the worker of this document. */
export type WorkerSlot = {
  /** Starts the loop; the worker gets source and sink. The slot is free when the loop has ended. */
  run(
    source: ReadableStream<VideoFrame>,
    sink: WritableStream<VideoFrame>,
    camera: string,
    emit: (event: LoopEvent) => void,
  ): (command: LoopCommand, transfer?: Transferable[]) => void;
  free(): void;
};

/** The worker with its loops. */
type Pool = {
  readonly worker: Worker;
  readonly loops: Map<number, (event: LoopEvent) => void>;
  /** Who waits for the worker to be idle. */
  readonly waiting: (() => void)[];
};

/** A page whose worker is blocked says so at once; this is for one that never answers. */
const WORKER_TIMEOUT_MS = 3000;

let pool: Promise<Pool | undefined> | undefined;
let lastLoop = 0;

/**
 * A slot in the worker that runs all frame loops of this document: it starts with the first and is
 * terminated with the last. undefined where the page's CSP forbids it.
 */
export async function takeWorkerSlot(): Promise<WorkerSlot | undefined> {
  pool ??= startPool();
  const started = await pool;
  if (!started) {
    pool = undefined;
    return undefined;
  }
  const { worker, loops, waiting } = started;
  const loop = ++lastLoop;
  loops.set(loop, () => undefined); // Taken, so that nobody terminates the worker.
  const post = (message: ToLoopWorker, transfer: unknown[] = []) =>
    worker.postMessage(message, transfer as Transferable[]);
  // A stream is handed over fast, so that hardly a frame comes meanwhile: see lost-frames.ts.
  await new natives.Promise<void>((resolve) => {
    waiting.push(resolve);
    post({ type: 'idle-probe' });
  });
  const free = () => {
    loops.delete(loop);
    if (loops.size > 0) return;
    worker.terminate();
    pool = undefined;
  };

  return {
    run: (source, sink, camera, emit) => {
      loops.set(loop, (event) => {
        emit(event);
        if (event.type === 'reported' && event.status.state === 'ended') free();
      });
      const ends = transport().isNative ? { source, sink } : lendEnds(source, sink);
      post({ type: 'start', loop, ends, camera }, [ends.source, ends.sink]);
      return (command, transfer) => {
        if (command.type !== 'replace-source') {
          post({ type: 'command', loop, command }, transfer);
          return;
        }
        const port = lendSource(command.source);
        post({ type: 'source', loop, port }, [port]);
      };
    },
    free,
  };
}

async function startPool(): Promise<Pool | undefined> {
  const worker = await startWorker();
  if (!worker) return undefined;
  const loops: Pool['loops'] = new Map();
  const waiting: Pool['waiting'] = [];
  worker.onmessage = ({ data }: MessageEvent<FromLoopWorker>) => {
    if (data.type === 'event') loops.get(data.loop)?.(data.event);
    if (data.type === 'idle') waiting.shift()?.();
  };
  return { worker, loops, waiting };
}

/** A worker whose script runs; undefined where the page forbids it. */
function startWorker(): Promise<Worker | undefined> {
  const { setTimeout, clearTimeout } = natives;
  return new natives.Promise((resolve) => {
    let worker: Worker;
    try {
      worker = natives.pin(new LoopWorker(), 'worker');
      worker.onmessage = null;
    } catch {
      // Trusted Types refuse a worker by throwing, a CSP by the error event below; and what a page
      // has put in a worker's place takes no handler of one.
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
    worker.onmessage = ({ data }: MessageEvent<FromLoopWorker>) => {
      if (data.type === 'worker-started') give(worker);
    };
  });
}
