import type { LoopEvent } from '../../loop/commands';
import type { FrameLoop } from '../../loop/frame-loop';
import { EXTENSION_TIMES } from '../../shared/lease';
import { createExtensionWire } from './extension-wire';
import { createKeeper } from './keeper';

/** The far end sees a picture that stands still no longer than that, ms. */
const SILENT_AFTER_MS = 450;
/** A call's first frame waits longer. */
const FIRST_AFTER_MS = 800;

/** A loop of the extension, for pages that allow no worker: the page's main thread keeps the ends. */
export function createExtensionLoop(
  source: ReadableStream<VideoFrame>,
  sink: WritableStream<VideoFrame>,
  camera: string,
  emit: (event: LoopEvent) => void,
): FrameLoop {
  const keeper = createKeeper(source, sink, emit, {
    camera,
    times: EXTENSION_TIMES,
    silentAfter: SILENT_AFTER_MS,
    firstAfter: FIRST_AFTER_MS,
    stalled: 'segmenter-stalled',
    wire: createExtensionWire,
    want: (replace) => emit({ type: 'segmenter-wanted', replace }),
  });

  return {
    handle: (command) => {
      if (command.type === 'connect-segmenter') keeper.connect(command.port);
      else if (command.type === 'fail-segmenter') keeper.fail(command.reason);
      else keeper.handle(command);
    },
  };
}
