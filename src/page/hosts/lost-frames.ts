/**
 * Chromium may lose a frame while a camera's stream is handed to a worker: such a frame counts as in
 * use until garbage is collected. Two of them, or one and a second track of another size, and a loop
 * gets no frames at all (docs/browser-faults.md#lost-frames).
 */
import { log } from '../../shared/log';

/** So much is asked for, a piece at a time: enough for the browser to collect garbage; none is touched. */
const BYTES = 768 << 20;
const PIECE_BYTES = 32 << 20;

/** A camera may also have nothing to show: what did not help is tried ever more rarely. */
const FIRST_WAIT_MS = 2000;
const LAST_WAIT_MS = 60_000;

let due = 0;
let wait = FIRST_WAIT_MS;

/** Frames that a track has given in all; undefined where the browser does not count them. */
const framesOf = (track: MediaStreamTrack & { readonly stats?: { deliveredFrames: number } }) =>
  track.stats?.deliveredFrames;

/**
 * Makes what is told that a camera's loop gets no frames, and how long it has waited, ms. Within 100 ms it knows: the browser counts
 * frames that the camera gives and nobody gets. One that gives none has lost none; after a second it is tried all the same.
 */
export function watchLostFrames(camera: MediaStreamTrack): (waited: number) => void {
  let before: { readonly waited: number; readonly frames: number | undefined } | undefined;
  return (waited) => {
    const frames = framesOf(camera);
    const isSameWait = before !== undefined && before.waited < waited;
    const areLost = isSameWait && frames !== undefined && frames > (before?.frames ?? frames);
    before = { waited, frames };
    if (waited >= 1000) freeNowAndThen();
    else if (areLost) collectGarbage();
  };
}

function freeNowAndThen(): void {
  const now = performance.now();
  if (now < due) return;
  if (now - due > LAST_WAIT_MS) wait = FIRST_WAIT_MS;
  due = now + wait;
  wait = Math.min(LAST_WAIT_MS, 2 * wait);
  collectGarbage();
}

/** Has the browser give lost frames back. */
function collectGarbage(): void {
  let asked = 0;
  try {
    // At one go: with pauses between the pieces the browser gives them back one by one, and collects nothing.
    while (asked < BYTES) asked += new ArrayBuffer(PIECE_BYTES).byteLength;
    // What nobody reads would be left out of the build.
    log.debug('no frames from the camera; garbage is collected', asked);
  } catch (error) {
    // Before it refuses memory, the browser has collected all the garbage there is.
    log.debug('no more memory to ask for', error);
  }
}
