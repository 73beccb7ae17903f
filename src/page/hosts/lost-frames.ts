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

/** Has lost frames given back. Called when a loop that should get frames gets none. */
export function freeLostFrames(): void {
  const now = performance.now();
  if (now < due) return;
  if (now - due > LAST_WAIT_MS) wait = FIRST_WAIT_MS;
  due = now + wait;
  wait = Math.min(LAST_WAIT_MS, 2 * wait);
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
