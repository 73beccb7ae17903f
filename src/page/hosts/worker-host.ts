import type { LoopCommand, LoopEvent } from '../../loop/commands';
import { natives } from '../../natives/natives';
import { showsCamera } from '../../shared/call-settings';
import { lendSource } from '../transport/frame-port';
import { transport } from '../transport/transport';
import KeeperWorker from './keeper.worker.ts?worker&inline';
import { type KeeperWatch, watchKeeper } from './keeper-watch';
import { createLoopWorkers, type LoopWorkers, makeLoopWorker } from './loop-workers';
import { createWorkerLoop } from './worker-loop';
import type { FromWorker, ToKeeperWorker } from './worker-messages';
import { startWorker } from './worker-start';

type Send = (command: LoopCommand, transfer?: Transferable[]) => void;
type Emit = (event: LoopEvent) => void;

/** Room for one frame loop in the workers of this document. */
export type WorkerSlot = {
  /** Starts the loop. The slot is free when the loop has ended. */
  run(
    source: ReadableStream<VideoFrame>,
    sink: WritableStream<VideoFrame>,
    camera: string,
    emit: Emit,
  ): Send;
  free(): void;
};

/** The workers with their loops. */
type Pool = {
  /** Holds both ends of the tracks; undefined where only the page's main thread can. */
  readonly keeper: Worker | undefined;
  readonly watch?: KeeperWatch;
  /** A link was asked for. */
  isLinked: boolean;
  readonly workers: LoopWorkers;
  readonly loops: Map<number, Emit>;
  /** Who waits for the keeper to be idle. */
  readonly waiting: (() => void)[];
};

let pool: Promise<Pool | undefined> | undefined;
let lastLoop = 0;

/** A camera that comes later, after a long question to the user, starts the workers again. */
const WARM_MS = 30_000;

/** Starts the workers while a camera opens; without one they end again. */
export function warmWorkers(): void {
  pool ??= startPool();
  const warmed = pool;
  const { setTimeout } = natives;
  void warmed.then((started) => {
    setTimeout(() => {
      if (started?.loops.size !== 0 || pool !== warmed) return;
      endPool(started);
      pool = undefined;
    }, WARM_MS);
  });
}

function endPool({ keeper, watch, workers }: Pool): void {
  watch?.end();
  keeper?.terminate();
  workers.dispose();
}

/**
 * A slot in the workers that run all frame loops of this document: they start with the first and are
 * terminated with the last. undefined where the page's CSP forbids them.
 */
export async function takeWorkerSlot(): Promise<WorkerSlot | undefined> {
  pool ??= startPool();
  const taken = pool;
  const started = await taken;
  if (!started) {
    if (pool === taken) pool = undefined;
    return undefined;
  }
  const { keeper, watch, workers, loops, waiting } = started;
  const loop = ++lastLoop;
  loops.set(loop, () => undefined); // Taken, so that nobody terminates the workers.
  // A stream is handed over fast, so that hardly a frame comes meanwhile: see lost-frames.ts.
  if (keeper)
    await new natives.Promise<void>((resolve) => {
      waiting.push(resolve);
      tell(keeper, { type: 'idle-probe' });
    });
  const free = () => {
    loops.delete(loop);
    if (loops.size > 0) return;
    endPool(started);
    if (pool === taken) pool = undefined;
  };
  if (watch?.isOver) {
    free();
    return takeWorkerSlot();
  }

  return {
    run: (source, sink, camera, emit) => {
      let send: Send;
      const onEvent = (event: LoopEvent) => {
        if (event.type === 'worker-wanted') {
          const port = workers.connect(loop, event.replace);
          send({ type: 'connect-worker', port }, [port]);
          return;
        }
        emit(event);
        const isOver = event.type === 'reported' && event.status.state === 'ended';
        if (isOver || event.type === 'track-lost') free();
      };
      loops.set(loop, onEvent);
      send = keeper
        ? sendTo(keeper, loop, { source, sink, camera })
        : createWorkerLoop(source, sink, camera, onEvent).handle;
      if (!started.isLinked) {
        started.isLinked = true;
        emit({ type: 'link-wanted' });
      }
      return (command, transfer) => {
        if (command.type === 'settings-changed') {
          if (showsCamera(command.settings)) workers.rest();
          else workers.warm();
        }
        send(command, transfer);
      };
    },
    free,
  };
}

type Start = Omit<ToKeeperWorker & { type: 'start' }, 'type' | 'loop'>;

/** Hands the ends over to the keeper's worker; gives the way to their loop there. */
function sendTo(keeper: Worker, loop: number, ends: Start): Send {
  tell(keeper, { type: 'start', loop, ...ends }, [ends.source, ends.sink]);
  return (command, transfer) => {
    if (command.type !== 'replace-source') {
      tell(keeper, { type: 'command', loop, command }, transfer);
      return;
    }
    const port = lendSource(command.source);
    tell(keeper, { type: 'source', loop, port }, [port]);
  };
}

function tell(keeper: Worker, message: ToKeeperWorker, transfer: unknown[] = []): void {
  keeper.postMessage(message, transfer as Transferable[]);
}

async function startPool(): Promise<Pool | undefined> {
  const { isNative } = transport();
  const starting = startWorker(isNative ? () => new KeeperWorker() : makeLoopWorker);
  const workers = isNative ? createLoopWorkers() : undefined;
  // At the same time: a page that forbids one forbids both.
  workers?.warm();
  const first = await starting;
  if (!first) {
    workers?.dispose();
    return undefined;
  }
  const loops: Pool['loops'] = new Map();
  const waiting: Pool['waiting'] = [];
  if (!workers)
    return { keeper: undefined, isLinked: true, workers: createLoopWorkers(first), loops, waiting };
  const isAtWork = () => loops.size > 0;
  const watch = watchKeeper(isAtWork, () => {
    pool = undefined;
    for (const emit of [...loops.values()]) emit({ type: 'track-lost' });
    for (const goOn of waiting.splice(0)) goOn();
  });
  first.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    watch.heard();
    if (data.type === 'event') loops.get(data.loop)?.(data.event);
    if (data.type === 'idle') waiting.shift()?.();
  };
  return { keeper: first, watch, isLinked: false, workers, loops, waiting };
}
