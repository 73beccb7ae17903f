import { type Compositor, type LoadedFrame, type Stamp, stampOf } from '../compositor/compositor';
import type { Supervisor } from '../compositor/supervisor';
import type { Matte } from '../mask/matte';
import { natives } from '../natives/natives';
import type { Effect } from '../shared/effect';
import type { Tier } from '../shared/tiers';
import type { Laps, PhaseTimer } from './adapt/phase-timer';
import type { BackdropFeed } from './backdrop-feed';
import { createCover } from './cover';
import type { Seat } from './frame-share';
import type { FrameResult, Job } from './job';
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
  /** undefined until the content script has read the settings: covered till then. */
  readonly effect: () => Effect | undefined;
};

/** A job, and the laps of its frame. */
export type Begun = { readonly job: Job; readonly laps: Laps };

const DONE = natives.Promise.resolve();

/** Makes the jobs of a loop. Each owns its camera frame, and closes it as soon as it has been read. */
export function createJobs(tools: Tools): (frame: VideoFrame) => Begun {
  const { supervisor, masks, matting, backdrops, timer, seat } = tools;
  const cover = createCover();
  let keyed: Effect | undefined;
  let key = '';

  /** What besides the picture decides the result: the same for the same effect in another loop. */
  const keyOf = (effect: Effect | undefined): string => {
    if (effect !== keyed) {
      keyed = effect;
      key = effect ? JSON.stringify(effect) : '';
    }
    return key;
  };

  /** The camera's own frame goes out, if that is still wanted when its turn comes. */
  const pass = (frame: VideoFrame): Job => {
    const draw = async (): Promise<FrameResult> => {
      if (tools.effect()?.kind === 'none') return { frame, covered: false, state: 'off' };
      const stamp = stampOf(frame);
      frame.close();
      return { frame: cover.draw(stamp), covered: true, state: 'covered' };
    };
    return { begun: DONE, matted: DONE, draw };
  };

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
        if (!tools.effect()) return;
        compositor = await supervisor.current();
        if (!compositor) return;
        loaded = await compositor.load(frame);
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
      if (!matte) return covered(compositor.cover(loaded, backdrops.current));
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

  /** A frame in which nobody is to be seen. */
  const covered = (drawn: VideoFrame | Stamp): FrameResult => {
    const reason = masks.fault ?? supervisor.fault;
    return {
      frame: drawn instanceof VideoFrame ? drawn : cover.draw(drawn),
      covered: true,
      state: reason ? 'fault' : 'covered',
      ...(reason && { reason }),
    };
  };

  return (frame) => {
    const laps = timer.begin();
    const effect = tools.effect();
    if (effect?.kind === 'none') return { job: pass(frame), laps };
    // A loop that gets copies must be able to go on alone at any time.
    if (effect) matting.prepare(stampOf(frame), tools.tier());
    return { job: seat.take(frame, keyOf(effect), () => work(frame, laps)), laps };
  };
}
