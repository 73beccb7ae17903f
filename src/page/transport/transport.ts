import { blackedOut } from './blackout';
import { canReadPixels } from './readable-pixels';
import { hasTrackStreams, trackStreams } from './track-streams';
import type { Transport } from './types';
import { videoCanvas } from './video-canvas';

let chosen: Transport | undefined;

/** The transport of this browser; chosen when first needed. */
export function transport(): Transport {
  chosen ??= choose();
  return chosen;
}

/** By what the browser does, not by its name: a page, or another extension, may define look-alikes. */
function choose(): Transport {
  if (hasTrackStreams()) return trackStreams;
  return canReadPixels() ? videoCanvas : blackedOut;
}
