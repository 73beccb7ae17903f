/** What the bench in Node and its page in the browser say to each other. */
import type { RefineSwitches } from '../../src/mask/refine-switches';
import type { Effect } from '../../src/shared/effect';
import type { Size } from '../../src/shared/geometry';
import type { Tier } from '../../src/shared/tiers';

/** One pass of a sequence through the frame loop. */
export type Job = {
  /** Jobs of one name have the same frames. */
  readonly sequence: string;
  readonly size: Size;
  /** Frames 0 to `frames` - 1 are fetched from `framePath`, processed, and sent to `resultPath`. */
  readonly frames: number;
  readonly effect: Effect;
  readonly switches: RefineSwitches;
  readonly tier: Tier;
};

export type JobReport = {
  /** Time of each frame in the loop, from being read to being written, ms. */
  readonly milliseconds: number[];
  /** Frames of the sequence that came back without the person, because a mask was late. */
  readonly covered: number;
};

/** GET: RGBA of a frame, rows from the top. */
export const framePath = (frame: number) => `/frames/${frame}`;

/** POST: RGBA of the processed frame. */
export const resultPath = (frame: number) => `/results/${frame}`;

declare global {
  interface Window {
    runJob(job: Job): Promise<JobReport>;
  }
}
