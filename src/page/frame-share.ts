import type { Result } from './frame-loop';

/** One loop's seat among those that show the same camera. */
export type Seat = {
  /**
   * Does the work for a frame, or waits for another loop that is doing it for the same picture and
   * gives a copy. key: what besides the picture decides the result. Owns the frame, as `work` does.
   */
  process(frame: VideoFrame, key: string, work: () => Promise<Result>): Promise<Result>;
  leave(): void;
};

/** The last picture that one of a camera's loops has worked on. */
type Shared = {
  readonly key: string;
  /** Kept for those who come later; closed when the next picture comes. */
  readonly kept: Promise<Result>;
};

type Group = { seats: number; shared: Shared | undefined };

/**
 * Lets loops of one camera share their work: a site that shows a preview and sends the same camera
 * pays for one. Frames of one camera have the same timestamps in all of its tracks, so they share as
 * long as they have the same size, and part by themselves when they no longer do.
 */
export function createFrameShare(): { take(camera: string): Seat } {
  const groups = new Map<string, Group>();

  return {
    take: (camera) => {
      const group = groups.get(camera) ?? { seats: 0, shared: undefined };
      groups.set(camera, group);
      group.seats++;

      return {
        process: (frame, key, work) => {
          if (group.seats < 2) return work();
          const { timestamp, displayWidth, displayHeight } = frame;
          const picture = `${timestamp} ${displayWidth}x${displayHeight} ${key}`;
          if (group.shared?.key === picture) {
            frame.close();
            return group.shared.kept.then(copyOf);
          }
          drop(group);
          const done = work();
          group.shared = { key: picture, kept: done.then(copyOf) };
          return group.shared.kept.then(() => done);
        },
        leave: () => {
          drop(group);
          if (--group.seats === 0) groups.delete(camera);
        },
      };
    },
  };
}

/** The same result with a frame of its own. */
function copyOf(result: Result): Result {
  return { ...result, frame: result.frame.clone(), isCopy: true };
}

/** Closes what is kept, after those who already wait for it have their copies. */
function drop(group: Group): void {
  // Work that failed is its own loop's business.
  group.shared?.kept.then(({ frame }) => frame.close()).catch(() => undefined);
  group.shared = undefined;
}
