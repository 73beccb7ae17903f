import { type Compositor, type LoadedFrame, type Stamp, stampOf } from '../compositor/compositor';
import type { Laps } from './adapt/phase-timer';
import { NEUTRAL } from './backdrop-feed';
import type { FrameResult, Job } from './job';
import type { MattePlan } from './looks';
import type { LoopParts } from './loop-parts';
import type { Matted } from './matting';

/** Makes the result of a frame in which nobody is to be seen: of one that was drawn so, or of a grey one. */
export type Covered = (drawn: VideoFrame | Stamp, plan: MattePlan) => FrameResult;

type Work = {
  /** Owned, and closed as soon as it has been read. */
  readonly frame: VideoFrame;
  readonly plan: MattePlan;
  readonly laps: Laps;
  readonly covered: Covered;
};

/** A frame's own way: it is read, gets its matte, and is drawn with it before the backdrop. */
export function startWork(parts: LoopParts, { frame, plan, laps, covered }: Work): Job {
  const { settings, supervisor, matting, backdrops, adapt } = parts;
  const stamp = stampOf(frame);
  let compositor: Compositor | undefined;
  let loaded: LoadedFrame | undefined;
  let pending: Promise<Matted> | undefined;
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown) => {
    failure = { error };
  };

  /**
   * What stands behind the person, or for the whole picture. A room that is shown has nothing in its place; and one that is
   * blurred shows where somebody is, which who covers the picture does not want.
   */
  const backdropNow = () => {
    const { effect, covered: isWanted } = settings.current ?? {};
    const hasNone = effect?.kind === 'none' || (isWanted && effect?.kind === 'blur');
    return hasNone ? NEUTRAL : backdrops.current;
  };

  const begin = async () => {
    try {
      if (!settings.current) return;
      compositor = await supervisor.current();
      if (!compositor) return;
      loaded = await compositor.load(frame);
      backdrops.advance(performance.now(), adapt.sparesFilm);
      // Before the matte: that is made where the next one will be.
      await compositor.prepare?.(loaded, backdropNow());
      if (settings.isCovered) return;
      pending = matting.matteOf(loaded, compositor, plan, laps);
    } finally {
      frame.close();
    }
  };
  const begun = begin().catch(fail);
  const matted = begun.then(() => pending).then(() => undefined, fail);

  const drawn = async (): Promise<FrameResult> => {
    if (failure) throw failure.error;
    laps.resume();
    if (!compositor || !loaded) return covered(stamp, plan);
    const { matte, ...made } = (await pending) ?? { ...plan, matte: undefined };
    if (!matte || settings.isCovered) return covered(compositor.cover(loaded, backdropNow()), made);
    const reason = backdrops.fault;
    const composed = compositor.composite(loaded, matte, backdrops.current);
    laps.lap('composite');
    const state = reason ? 'fault' : 'running';
    const told = { state, covered: false, isCopy: false, ...(reason && { reason }) } as const;
    return { frame: composed, ...made, ...told };
  };

  const draw = async (): Promise<FrameResult> => {
    try {
      return await drawn();
    } catch (error) {
      supervisor.fail(error, compositor);
      const reason = supervisor.fault ?? 'loop-failed';
      return { ...covered(stamp, plan), state: 'fault', reason };
    } finally {
      if (loaded) compositor?.release(loaded);
    }
  };
  return { begun, matted, draw };
}
