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
  readonly key: string;
  /** A copy for those who come later; closed when newer pictures have come. */
  readonly original: Promise<FrameResult>;
};

type Group = { members: number; readonly shared: Shared[] };

/** Pictures that are kept: one loop may be a frame behind another, whose masks keep their thread busy. */
const MOST_SHARED = 2;

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

      return {
        take: (frame, key, work) => {
          if (group.members < 2) return work();
          const { timestamp, displayWidth, displayHeight } = frame;
          const picture = `${timestamp} ${displayWidth}x${displayHeight} ${key}`;
          const shared = group.shared.find(({ key }) => key === picture);
          if (shared) {
            frame.close();
            // Asked for now: the original is closed for those who come later.
            const copy = shared.original.then(copyOf);
            return { begun: DONE, matted: DONE, draw: () => copy };
          }
          drop(group, MOST_SHARED - 1);
          return offer(group, picture, work());
        },
        leave: () => {
          drop(group, 0);
          if (--group.members === 0) groups.delete(camera);
        },
      };
    },
  };
}

/** The job, whose result is there for the others. */
function offer(group: Group, key: string, job: Job): Job {
  let give: (result: FrameResult) => void = () => undefined;
  const original = new natives.Promise<FrameResult>((resolve) => {
    give = resolve;
  });
  group.shared.push({ key, original });
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
