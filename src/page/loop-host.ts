import { variantFor } from '../shared/model-variants';
import { NO_STAGES, type TrackStatus } from '../shared/status';
import { DEFAULT_TIER } from '../shared/tiers';
import { kept } from './kept';
import type { LoopCommand, LoopEvent } from './loop-messages';
import { seatInWorker } from './loop-pool';
import { createRemoteLoop } from './remote-loop';
import type { LoopStatus } from './remote-messages';

/** A frame loop, seen from the page's main thread. */
export type LoopHost = {
  readonly place: TrackStatus['place'];
  send(command: LoopCommand, transfer?: Transferable[]): void;
};

type Send = LoopHost['send'];
type Emit = (event: LoopEvent) => void;

/** What is told of a camera that ended before its loop began. */
const ENDED: LoopStatus = {
  state: 'ended',
  fps: 0,
  latency: 0,
  copies: 0,
  coveredFrames: 0,
  width: 0,
  height: 0,
  tier: DEFAULT_TIER,
  variant: variantFor({ width: 16, height: 9 }),
  kernels: 'typescript',
  stages: NO_STAGES,
};

/**
 * Starts the frame loop between a camera and a sink: in the worker of the page's loops where its CSP
 * allows one, else in one of the extension. Commands sent before it runs are kept. A camera that has ended
 * by then is reported so.
 */
export function startLoop(
  camera: MediaStreamTrack,
  sink: WritableStream<VideoFrame>,
  emit: Emit,
): LoopHost {
  const early: Parameters<Send>[] = [];
  let place: LoopHost['place'] = 'extension';
  let send: Send = (...command) => early.push(command);

  void seatInWorker().then((seat) => {
    if (camera.readyState === 'ended') {
      seat?.leave();
      // Ends the processed track too, unless the site has stopped that.
      sink.close().catch(() => undefined);
      emit({ type: 'reported', status: ENDED });
      return;
    }
    // One frame waits at most; an older one is dropped and closed by the browser. Made only now: a
    // frame that waits in a stream while that is handed to a worker is never closed.
    const { readable } = new kept.MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 });
    const name = camera.getSettings().deviceId ?? camera.id;
    place = seat ? 'worker' : 'extension';
    send = (seat?.run ?? runRemotely)(readable, sink, name, emit);
    for (const command of early.splice(0)) send(...command);
  });

  return {
    get place() {
      return place;
    },
    send: (...command) => send(...command),
  };
}

function runRemotely(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  camera: string,
  emit: Emit,
): Send {
  const loop = createRemoteLoop(source, sink, emit, camera);
  return (command) => loop.handle(command);
}
