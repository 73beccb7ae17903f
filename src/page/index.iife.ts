/**
 * The patch: all of Veil that a page carries before it asks for a camera. It stands between the site
 * and every entrance to `getUserMedia`, and fetches the pipeline when a camera is first wanted.
 * A camera track is never handed out unprocessed: when the pipeline cannot come, the site gets the
 * error of a camera that cannot be read.
 */
import { CAMERA_WANTED, PIPELINE_READY } from '../shared/handshake';
import { replaceMethod } from './native-method';
import type { ConnectPipeline, Pipeline } from './pipeline';

type LegacySuccess = (stream: MediaStream) => void;
type LegacyFailure = (error: unknown) => void;

/** Marks a patched function, so that a window that outlives its first document is patched once. */
const PATCHED = Symbol.for('veil');
/** Longer than any injection takes; without the extension nobody answers at all. */
const PIPELINE_TIMEOUT_MS = 10_000;

const { addEventListener, postMessage, setTimeout, MessageChannel, DOMException } = window;

let pipeline: Promise<Pipeline> | undefined;

/** Asks the content script for the pipeline, once; asks again after a failure. */
function loadPipeline(): Promise<Pipeline> {
  pipeline ??= new Promise<Pipeline>((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const onReady = (event: Event) => {
      event.stopImmediatePropagation();
      resolve((event as CustomEvent<ConnectPipeline>).detail(port1));
    };
    addEventListener(PIPELINE_READY, onReady, { once: true, capture: true });
    // Until the pipeline connects, the only message is that it cannot be injected.
    port1.onmessage = reject;
    setTimeout(reject, PIPELINE_TIMEOUT_MS);
    postMessage(CAMERA_WANTED, '*', [port2]);
  });
  pipeline.catch(() => {
    pipeline = undefined;
  });
  return pipeline;
}

/** Starts loading while the browser still opens the camera and asks for permission. */
function prepare(constraints: unknown): void {
  if ((constraints as MediaStreamConstraints | undefined)?.video) void loadPipeline();
}

/** Swaps the camera tracks of a stream; the request alone does not tell whether there are any. */
async function process(stream: MediaStream): Promise<MediaStream> {
  if (stream.getVideoTracks().length === 0) return stream;
  try {
    return (await loadPipeline())(stream);
  } catch {
    for (const track of stream.getTracks()) track.stop();
    throw new DOMException('Could not start video source', 'NotReadableError');
  }
}

const mediaDevices = window.MediaDevices?.prototype;
const navigator = window.Navigator.prototype;

/** True where an earlier document of this window left the patch behind. */
const patched = mediaDevices && PATCHED in mediaDevices.getUserMedia;

if (mediaDevices && !patched) {
  const replaced = replaceMethod(mediaDevices, 'getUserMedia', async (native, self, args) => {
    prepare(args[0]);
    return process((await Reflect.apply(native, self, args)) as MediaStream);
  });
  if (replaced) Object.defineProperty(replaced, PATCHED, { value: true });

  for (const name of ['getUserMedia', 'webkitGetUserMedia']) {
    replaceMethod(navigator, name, (native, self, args) => {
      const [constraints, success, failure] = args as [unknown, LegacySuccess, LegacyFailure];
      // What is no function gets the native's own TypeError.
      if (typeof success !== 'function' || typeof failure !== 'function') {
        return Reflect.apply(native, self, args);
      }
      prepare(constraints);
      const onStream = (stream: MediaStream) => process(stream).then(success, failure);
      return Reflect.apply(native, self, [constraints, onStream, failure]);
    });
  }
}
