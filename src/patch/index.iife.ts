/**
 * The patch: all of Veil that a page carries before it asks for a camera. It stands at every entrance
 * to the camera, and fetches the pipeline when one is first wanted. A camera track is never handed
 * out unprocessed.
 */

import { natives } from '../natives/natives';
import { PATCH_EXPORTS } from '../shared/handshake';
import { guardEntrances, patchExports } from './entrances';
import { guardNewWindows } from './new-windows';
import type { Realm } from './realm';

/** Marks a guarded window: it may outlive its first document, and another may have come first. */
const GUARDED = Symbol.for('veil:guarded');

function guard(realm: Realm): void {
  if (GUARDED in realm) return;
  natives.defineProperty(realm, GUARDED, { value: true });
  guardEntrances(realm);
  guardNewWindows(realm, guard);
}

const devices = window.MediaDevices?.prototype;
// Without a secure context there is no camera.
if (devices) {
  if (!(PATCH_EXPORTS in devices))
    natives.defineProperty(devices, PATCH_EXPORTS, { value: patchExports });
  guard(window);
}
