import type { Stamp } from '../compositor/compositor';

/** After a pause of this, in microseconds, nobody knows whether the camera sees the same room. */
const PAUSE_US = 500_000;

/** Takes every frame. True when it follows the one before: soon after it, and of its size; so does the first. */
export type Continuity = (frame: Pick<Stamp, 'width' | 'height' | 'timestamp'>) => boolean;

export function createContinuity(): Continuity {
  let before: Parameters<Continuity>[0] | undefined;
  return ({ width, height, timestamp }) => {
    const last = before;
    before = { width, height, timestamp };
    if (!last) return true;
    const age = timestamp - last.timestamp;
    return age >= 0 && age < PAUSE_US && width === last.width && height === last.height;
  };
}
