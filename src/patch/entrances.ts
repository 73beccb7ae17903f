import { type Native, replaceMethod } from '../natives/native-method';
import { natives } from '../natives/natives';
import { PATCH_EXPORTS } from '../shared/handshake';
import { patchElement, processTrack } from './element-entrance';
import { guardStreams, loadPipeline, processStream } from './pipeline-request';
import type { Realm } from './realm';

type LegacySuccess = (stream: MediaStream) => void;
type LegacyFailure = (error: unknown) => void;

/**
 * Starts loading while the browser still opens the camera and asks for permission. No code of the site
 * runs for that: the browser alone calls its getters, once.
 */
function prepare(constraints: unknown): void {
  if (natives.describe(Object(constraints), 'video')?.value) void loadPipeline();
}

function ask(native: Native, devices: MediaDevices, args: unknown[]): Promise<unknown> {
  const given = natives.apply(native, devices, args) as Promise<MediaStream>;
  const [request] = args;
  // A document that is gone is refused at once, and nothing of it runs after that. What asks for no video is answered by
  // the browser's own promise, not a moment later.
  return window.closed || !('video' in Object(request)) ? given : processGiven(given, request);
}

async function processGiven(given: Promise<MediaStream>, request: unknown) {
  prepare(request);
  // The request alone does not tell whether there is a camera in the answer.
  return processStream(await given);
}

function askLegacy(native: Native, self: Navigator, args: unknown[]): unknown {
  const [constraints, success, failure] = args as [unknown, LegacySuccess, LegacyFailure];
  // What is no function gets the native's own TypeError.
  if (typeof success !== 'function' || typeof failure !== 'function') {
    return natives.apply(native, self, args);
  }
  const { setTimeout } = natives;
  prepare(constraints);
  const onStream = (stream: MediaStream) =>
    processStream(stream).then(
      // By a task of their own: what a callback throws is the window's error, as natively.
      (processed) => setTimeout(success, 0, processed),
      (error) => setTimeout(failure, 0, error),
    );
  return natives.apply(native, self, [constraints, onStream, failure]);
}

/** What the patch exports to others in its window, where all that have its camera find it. */
export const patchExports = { natives, ask, askLegacy };
type Exporting = { readonly [PATCH_EXPORTS]?: typeof patchExports };

/**
 * Puts Veil at every entrance of a window by which its page may come to a camera. A method borrowed
 * from a window serves the one it is used on; its own may be gone, and nothing waits there any more.
 */
export function guardEntrances(realm: Realm): void {
  replaceMethod(realm.MediaDevices.prototype, 'getUserMedia', (native, self, args) =>
    ((self as Exporting)?.[PATCH_EXPORTS] ?? patchExports).ask(native, self, args),
  );
  // In as few bytes as this: every page carries them.
  for (const old of ['g', 'webkitG', 'mozG']) {
    // Another extension may have put one of its own on the navigator, which gives no promise.
    for (const holder of [realm.Navigator.prototype, realm.navigator]) {
      replaceMethod(holder, `${old}etUserMedia`, (native, self, args) =>
        ((self?.mediaDevices as Exporting)?.[PATCH_EXPORTS] ?? patchExports).askLegacy(
          native,
          self,
          args,
        ),
      );
    }
  }
  guardStreams(realm);
  patchElement(realm, 'HTMLUserMediaElement', 'stream', processStream);
  patchElement(realm, 'HTMLCameraElement', 'track', processTrack);
}
