/**
 * The patch: all of Veil that a page carries before it asks for a camera. It stands at every entrance
 * to the camera, and fetches the pipeline when one is first wanted. A camera track is never handed
 * out unprocessed.
 */
import { patchElement, processTrack } from './element-entrance';
import { replaceMethod } from './native-method';
import { loadPipeline, processStream } from './pipeline-request';

type LegacySuccess = (stream: MediaStream) => void;
type LegacyFailure = (error: unknown) => void;

/** Marks a patched function, so that a window that outlives its first document is patched once. */
const PATCHED = Symbol.for('veil');

const { setTimeout } = window;
const mediaDevices = window.MediaDevices?.prototype;

/**
 * Starts loading while the browser still opens the camera and asks for permission. No code of the site
 * runs for that: the browser alone calls its getters, once.
 */
function prepare(constraints: unknown): void {
  if (Object.getOwnPropertyDescriptor(Object(constraints), 'video')?.value) void loadPipeline();
}

async function processGiven(given: Promise<MediaStream>, constraints: unknown) {
  prepare(constraints);
  // The request alone does not tell whether there is a camera in the answer.
  return processStream(await given);
}

function patchModern(prototype: MediaDevices): void {
  const replaced = replaceMethod(prototype, 'getUserMedia', (native, self, args) => {
    const given = Reflect.apply(native, self, args) as Promise<MediaStream>;
    // A document that is gone is refused at once, and nothing of it runs after that.
    return window.closed ? given : processGiven(given, args[0]);
  });
  if (replaced) Object.defineProperty(replaced, PATCHED, { value: true });
}

function patchLegacy(name: string): void {
  replaceMethod(window.Navigator.prototype, name, (native, self, args) => {
    const [constraints, success, failure] = args as [unknown, LegacySuccess, LegacyFailure];
    // What is no function gets the native's own TypeError.
    if (typeof success !== 'function' || typeof failure !== 'function') {
      return Reflect.apply(native, self, args);
    }
    prepare(constraints);
    const onStream = (stream: MediaStream) =>
      processStream(stream).then(
        // By a task of their own: what a callback throws is the window's error, as natively.
        (processed) => setTimeout(success, 0, processed),
        (error) => setTimeout(failure, 0, error),
      );
    return Reflect.apply(native, self, [constraints, onStream, failure]);
  });
}

if (mediaDevices && !(PATCHED in mediaDevices.getUserMedia)) {
  patchModern(mediaDevices);
  patchLegacy('getUserMedia');
  patchLegacy('webkitGetUserMedia');
  patchElement('HTMLUserMediaElement', 'stream', processStream);
  patchElement('HTMLCameraElement', 'track', processTrack);
}
