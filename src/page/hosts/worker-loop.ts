import type { LoopEvent } from '../../loop/commands';
import type { FrameLoop } from '../../loop/frame-loop';
import type { LeaseTimes } from '../../shared/lease';
import { createKeeper, type Keeper } from './keeper';
import { createNearWire } from './near-wire';

/**
 * Of the worker in which loops work. It starts in tens of milliseconds, on a cold, busy machine in
 * seconds; what is silent for longer hangs or is gone.
 */
const WORKER_TIMES: LeaseTimes = { open: 20_000, answer: 3000, firstRetry: 100, lastRetry: 10_000 };
/** The far end sees a picture that stands still no longer than that, ms. */
const SILENT_AFTER_MS = 450;
/** A call's first frame waits longer: what covers it then is the loop's own, with the backdrop. */
const FIRST_AFTER_MS = 2000;

/** The network's weights, for loops that come later; one copy for all that are kept here. */
let weights: ArrayBuffer | null | undefined;

/** A loop that works in a worker of the page; source and sink are kept here. camera: its name. */
export function createWorkerLoop(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  camera: string,
  emit: (event: LoopEvent) => void,
): FrameLoop {
  const keeper: Keeper = createKeeper(source, sink, emit, {
    camera,
    times: WORKER_TIMES,
    silentAfter: SILENT_AFTER_MS,
    firstAfter: FIRST_AFTER_MS,
    startsSlowly: true,
    stalled: 'loop-stalled',
    wire: createNearWire,
    want: (replace) => emit({ type: 'worker-wanted', replace }),
    opened: () => {
      if (weights !== undefined) keeper.handle({ type: 'set-weights', bytes: weights });
    },
  });

  return {
    handle: (command) => {
      if (command.type === 'connect-worker') {
        keeper.connect(command.port);
        return;
      }
      if (command.type === 'set-weights') weights = command.bytes;
      keeper.handle(command);
    },
  };
}
