import { type Stamp, stampOf } from '../compositor/compositor';
import { natives } from '../natives/natives';
import type { Laps } from './adapt/phase-timer';
import { createCover } from './cover';
import type { ShareMember } from './frame-share';
import { type Covered, startWork } from './frame-work';
import type { FrameResult, Job } from './job';
import type { LoopParts } from './loop-parts';
import { planFor } from './matting';

/** A job, and the laps of its frame. */
export type Begun = { readonly job: Job; readonly laps: Laps };

const DONE = natives.Promise.resolve();

/** Makes the jobs of a loop. Each owns its camera frame. member: among the loops of the same camera. */
export function createJobs(parts: LoopParts, member: ShareMember): (frame: VideoFrame) => Begun {
  const { settings, matting, adapt, supervisor, timer } = parts;
  const cover = createCover();

  const covered: Covered = (drawn, plan) => {
    const fault = settings.fault ?? matting.fault ?? supervisor.fault;
    // Nothing is wrong with a cover that the user wants.
    const reason = settings.current?.covered ? undefined : fault;
    return {
      ...plan,
      frame: drawn instanceof VideoFrame ? drawn : cover.draw(drawn),
      covered: true,
      isCopy: false,
      state: reason ? 'fault' : 'covered',
      ...(reason && { reason }),
    };
  };

  /** Shows what a job has made only if that is still wanted when its turn comes. */
  const guard = (job: Job, stamp: Stamp): Job => {
    const draw = async (): Promise<FrameResult> => {
      const result = await job.draw();
      const isCamera = result.state === 'off';
      const mayBeSeen = isCamera ? settings.showsCamera : !settings.isCovered;
      if (result.covered || mayBeSeen) return result;
      const { tier, variant } = result;
      result.frame.close();
      return covered(stamp, { tier, variant });
    };
    return { ...job, draw };
  };

  return (frame) => {
    const laps = timer.begin();
    const stamp = stampOf(frame);
    const plan = planFor(adapt.tier, stamp);
    if (settings.showsCamera) {
      const result = { ...plan, frame, covered: false, isCopy: false, state: 'off' } as const;
      const job = { begun: DONE, matted: DONE, draw: async () => result };
      return { job: guard(job, stamp), laps };
    }
    // A loop that gets copies must be able to go on alone at any time.
    if (!settings.isCovered) matting.prepare(plan);
    const work = () => startWork(parts, { frame, plan, laps, covered });
    return { job: guard(member.take(frame, settings.key, work), stamp), laps };
  };
}
