import type { LoopEvent } from '../../loop/commands';
import { createFrameLoop } from '../../loop/frame-loop';
import { createFrameShare } from '../../loop/frame-share';
import { idleStatus } from '../../loop/idle-status';
import { log } from '../../shared/log';
import { blackedOut } from '../transport/blackout';
import { transport } from '../transport/transport';
import type { Sink } from '../transport/types';
import { startBlackoutLoop } from './blackout-host';
import { createExtensionLoop } from './extension-host';
import type { LoopHost } from './host';
import { takeWorkerSlot, warmWorkers } from './worker-host';

type Send = LoopHost['send'];
type Emit = (event: LoopEvent) => void;

/** Loops on the main thread share as those in the worker do. */
const share = createFrameShare();

/** Has what a loop runs in started while the camera opens. */
export function warmLoop(): void {
  if (transport() !== blackedOut) warmWorkers();
}

/**
 * Starts the frame loop between a camera and a sink: in the worker of the page's loops where its CSP
 * allows one, else in one of the extension; on the main thread where the browser's transport needs that
 * anyway. Commands sent before it runs are kept. A camera that has ended by then is reported so.
 */
export function startLoop(
  camera: MediaStreamTrack,
  { writable: sink, blackout }: Sink,
  emit: Emit,
): LoopHost {
  if (blackout) return startBlackoutLoop(camera, blackout, emit);
  const early: Parameters<Send>[] = [];
  let place: LoopHost['place'] = 'page';
  let send: Send = (...command) => early.push(command);

  void takeWorkerSlot().then((slot) => {
    if (camera.readyState === 'ended') {
      slot?.free();
      // Ends the processed track too, unless the site has stopped that.
      sink.close().catch(() => undefined);
      emit({ type: 'reported', status: idleStatus('ended') });
      return;
    }
    // Made only now: a frame that waits in a stream while that is handed to a worker is never closed.
    const source = transport().openSource(camera);
    const name = camera.getSettings().deviceId ?? camera.id;
    place = slot ? 'worker' : transport().isNative ? 'extension' : 'page';
    log.debug('a frame loop begins, in the', place);
    send = (slot?.run ?? runElsewhere)(source, sink, name, emit);
    for (const command of early.splice(0)) send(...command);
  });

  return {
    get place() {
      return place;
    },
    send: (...command) => send(...command),
  };
}

/** Where the page allows no worker. */
function runElsewhere(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  camera: string,
  emit: Emit,
): Send {
  const loop = transport().isNative
    ? createExtensionLoop(source, sink, camera, emit)
    : createFrameLoop(source, sink, emit, share.join(camera));
  return (command) => loop.handle(command);
}
