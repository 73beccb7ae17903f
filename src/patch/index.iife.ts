/**
 * The patch: all of Veil that a page carries before it asks for a camera. It stands at every entrance
 * to the camera, and fetches the pipeline when one is first wanted. A camera track is never handed
 * out unprocessed.
 */

import { natives } from '../natives/natives';
import { PATCH_EXPORTS } from '../shared/handshake';
import { guardEntrances, patchExports } from './entrances';
import { guardNewWindows } from './new-windows';
import { guardStreams } from './pipeline-request';
import type { Realm } from './realm';

function guard(realm: Realm): void {
  // A window may outlive its first document, and another may have come first.
  if ('then' in realm.MediaStream.prototype) return;
  guardEntrances(realm);
  guardNewWindows(realm, guard);
}

// Without a secure context there is no camera; and an update brings a patch to pages that have one.
if (natives.mediaDevices && !(PATCH_EXPORTS in natives.mediaDevices)) {
  natives.define(MediaDevices.prototype, PATCH_EXPORTS, { value: Object.freeze(patchExports) });
  guard(window);
  // The patch of another window may have guarded this one before its page came: its streams are ours from now on, as
  // its requests are, or both would process a camera.
  guardStreams(window);
}
