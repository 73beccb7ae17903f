import { type Compositor, type LoadedFrame, type Stamp, stampOf } from '../compositor/compositor';
import type { Supervisor } from '../compositor/supervisor';
import type { Matte } from '../mask/matte';
import { natives } from '../natives/natives';
import { showsCamera } from '../shared/call-settings';
import type { Tier } from '../shared/tiers';
import type { Laps, PhaseTimer } from './adapt/phase-timer';
import { type BackdropFeed, NEUTRAL } from './backdrop-feed';
import { createCover } from './cover';
import type { Seat } from './frame-share';
import type { FrameResult, Job } from './job';
import type { LoopSettings } from './loop-settings';
import type { MaskFeed } from './mask-feed';
import type { Matting } from './matting';

/** What jobs work with. */
export type Tools = {
  readonly supervisor: Supervisor;
  readonly masks: MaskFeed;
  readonly matting: Matting;
  readonly backdrops: BackdropFeed;
  readonly timer: PhaseTimer;
  readonly seat: Seat;
  readonly tier: () => Tier;
  readonly settings: LoopSettings;
};

/** A job, and the laps of its frame. */
export type Begun = { readonly job: Job; readonly laps: Laps };

const DONE = natives.Promise.resolve();

/** Makes the jobs of a loop. Each owns its camera frame, and closes it as soon as it has been read. */
export function createJobs(tools: Tools): (frame: VideoFrame) => Begun {
  const { supervisor, masks, matting, backdrops, timer, seat, settings } = tools;
  const cover = createCover();

  /** The user, or nobody that is known, wants the person to be seen. */
  const isCovered = () => settings.current?.covered ?? true;

  /** The camera's own frame. */
  const pass = (frame: VideoFrame): Job => ({
    begun: DONE,
    matted: DONE,
    draw: async () => ({ frame, covered: false, state: 'off' }),
  });

  const work = (frame: VideoFrame, laps: Laps): Job => {
    const stamp = stampOf(frame);
    let compositor: Compositor | undefined;
    let loaded: LoadedFrame | undefined;
    let pending: Promise<Matte | undefined> | undefined;
    let failure: { readonly error: unknown } | undefined;
    const fail = (error: unknown) => {
      failure = { error };
    };

    const begin = async () => {
      try {
        if (!settings.current) return;
        compositor = await supervisor.current();
        if (!compositor) return;
        loaded = await compositor.load(frame);
        if (isCovered()) return;
        pending = matting.matteOf(loaded, compositor, tools.tier(), laps);
      } finally {
        frame.close();
      }
    };
    const begun = begin().catch(fail);
    const matted = begun.then(() => pending).then(() => undefined, fail);

    const drawn = async (): Promise<FrameResult> => {
      if (failure) throw failure.error;
      laps.resume();
      if (!compositor || !loaded) return covered(stamp);
      const matte = await pending;
      if (!matte || isCovered()) return covered(compositor.cover(loaded, backdropAlone()));
      const reason = backdrops.fault;
      const composed = compositor.composite(loaded, matte, backdrops.current);
      laps.lap('composite');
      return {
        frame: composed,
        covered: false,
        state: reason ? 'fault' : 'running',
        ...(reason && { reason }),
      };
    };
    const draw = async (): Promise<FrameResult> => {
      try {
        return await drawn();
      } catch (error) {
        supervisor.fail(error, compositor);
        const reason = supervisor.fault ?? 'loop-failed';
        return { frame: cover.draw(stamp), covered: true, state: 'fault', reason };
      } finally {
        if (loaded) compositor?.release(loaded);
      }
    };
    return { begun, matted, draw };
  };

  /** What stands for the whole picture; a room that is shown has nothing in its place. */
  const backdropAlone = () =>
    settings.current?.effect.kind === 'none' ? NEUTRAL : backdrops.current;

  /** A frame in which nobody is to be seen. */
  const covered = (drawn: VideoFrame | Stamp): FrameResult => {
    const reason = settings.current?.covered
      ? undefined
      : (settings.fault ?? masks.fault ?? supervisor.fault);
    return {
      frame: drawn instanceof VideoFrame ? drawn : cover.draw(drawn),
      covered: true,
      state: reason ? 'fault' : 'covered',
      ...(reason && { reason }),
    };
  };

  /** Shows what a job has made only if that is still wanted when its turn comes. */
  const guard = (job: Job, stamp: Stamp): Job => {
    const draw = async (): Promise<FrameResult> => {
      const result = await job.draw();
      const { current } = settings;
      const isCamera = result.state === 'off';
      const mayBeSeen = isCamera ? current && showsCamera(current) : !isCovered();
      if (result.covered || mayBeSeen) return result;
      result.frame.close();
      return covered(stamp);
    };
    return { ...job, draw };
  };

  return (frame) => {
    const laps = timer.begin();
    const stamp = stampOf(frame);
    const { current, key } = settings;
    if (current && showsCamera(current)) return { job: guard(pass(frame), stamp), laps };
    // A loop that gets copies must be able to go on alone at any time.
    if (!isCovered()) matting.prepare(stamp, tools.tier());
    return {
      job: guard(
        seat.take(frame, key, () => work(frame, laps)),
        stamp,
      ),
      laps,
    };
  };
}
