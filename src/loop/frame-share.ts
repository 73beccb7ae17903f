import { natives } from '../natives/natives';
import type { FrameResult, Job } from './job';

/** One of the loops that show the same camera. */
export type ShareMember = {
  /**
   * The work for a frame, or a copy of what another loop makes of the same picture. key: what besides
   * the picture decides the result. Owns the frame, as `work` does.
   */
  take(frame: VideoFrame, key: string, work: () => Job): Job;
  leave(): void;
};

/** A picture that one of a camera's loops has worked on. */
type Shared = {
  /** What decides it besides the camera's picture. */
  readonly key: string;
  /** The camera's, in microseconds. */
  readonly timestamp: number;
  /** A copy for those who come later; closed when newer pictures have come. */
  readonly original: Promise<FrameResult>;
};

type Group = { members: number; readonly shared: Shared[] };

/** Pictures that are kept: one loop may be a frame behind another, whose masks keep their thread busy. */
const MOST_SHARED = 2;
/** A picture this much older than a loop's own frame is not shown in its place, in microseconds. */
const OLDEST_US = 100_000;

const DONE = natives.Promise.resolve();

/**
 * Lets loops of one camera share their work: a site that shows a preview and sends the same camera
 * pays for one. Frames of one camera have the same timestamps in all of its tracks, so they share as
 * long as they have the same size, and part by themselves when they no longer do.
 */
export function createFrameShare(): { join(camera: string): ShareMember } {
  const groups = new Map<string, Group>();

  return {
    join: (camera) => {
      const group = groups.get(camera) ?? { members: 0, shared: [] };
      groups.set(camera, group);
      group.members++;
      /** Of the picture that was taken last. */
      let last = Number.NEGATIVE_INFINITY;

      return {
        take: (frame, key, work) => {
          const { timestamp, displayWidth, displayHeight } = frame;
          if (group.members < 2) {
            last = timestamp;
            return work();
          }
          const picture = `${displayWidth}x${displayHeight} ${key}`;
          const shared = pictureFor(group, picture, timestamp, last);
          last = shared?.timestamp ?? timestamp;
          if (shared) {
            frame.close();
            // Asked for now: the original is closed for those who come later.
            const copy = shared.original.then(copyOf);
            return { begun: DONE, matted: DONE, draw: () => copy };
          }
          drop(group, MOST_SHARED - 1);
          return offer(group, picture, timestamp, work());
        },
        leave: () => {
          drop(group, 0);
          if (--group.members === 0) groups.delete(camera);
        },
      };
    },
  };
}

/**
 * The picture of the very frame; else the newest one before it that this loop has not shown yet: loops whose
 * busy thread has given them different frames would each work on their own from then on.
 */
function pictureFor(
  { shared }: Group,
  key: string,
  timestamp: number,
  last: number,
): Shared | undefined {
  const alike = shared.filter((each) => each.key === key);
  const isBefore = (each: Shared) =>
    each.timestamp > Math.max(last, timestamp - OLDEST_US) && each.timestamp < timestamp;
  return alike.find((each) => each.timestamp === timestamp) ?? alike.findLast(isBefore);
}

/** The job, whose result is there for the others. */
function offer(group: Group, key: string, timestamp: number, job: Job): Job {
  let give: (result: FrameResult) => void = () => undefined;
  const original = new natives.Promise<FrameResult>((resolve) => {
    give = resolve;
  });
  group.shared.push({ key, timestamp, original });
  const draw = async () => {
    const result = await job.draw();
    give(copyOf(result));
    return result;
  };
  return { ...job, draw };
}

/** The same result with a frame of its own. */
function copyOf(result: FrameResult): FrameResult {
  return { ...result, frame: result.frame.clone(), isCopy: true };
}

/** Closes the oldest originals but for so many, after those who already wait for them have their copies. */
function drop({ shared }: Group, left: number): void {
  for (const { original } of shared.splice(0, Math.max(0, shared.length - left)))
    void original.then(({ frame }) => frame.close());
}
