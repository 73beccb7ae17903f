/** A call has begun, and its caches are full, after so many frames. */
export const WORKING_FRAMES = 100;

/**
 * Says when a phase is left out: never in the first frames, so that there is a result to repeat. mark:
 * the bench finds it in a build that took the file.
 */
export function leaveOut(mark: string): () => boolean {
  console.debug(mark);
  let count = 0;
  return () => ++count > WORKING_FRAMES;
}
