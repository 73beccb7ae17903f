import type { Supervisor } from '../../compositor/supervisor';
import type { Tier, TierChoice } from '../../shared/tiers';
import { createLeisure } from './leisure';
import type { FrameTimes } from './phase-timer';
import { createTierController } from './tier-controller';

/** What a frame has cost that was sent: the one record by which a loop adapts. */
export type FrameCost = FrameTimes & {
  /** The tier it was made with. */
  readonly tier: Tier;
  /** The camera's, in microseconds. */
  readonly timestamp: number;
  /** It shows a person cut out by a mask of its own. */
  readonly isMasked: boolean;
};

/** How a loop comes to keep up with its camera: by the work in a matte, and by what draws the frames. */
export type Adapt = {
  /** The tier for the next frame. */
  readonly tier: Tier;
  /** Frames of a film that may be left out are left out: the loop has no time to spare, or it is not known yet. */
  readonly sparesFilm: boolean;
  /** See the tier controller. */
  choose(choice: TierChoice): void;
  /** Learns from a frame; to be told of every one, in their order. */
  learn(cost: FrameCost): void;
  /** What draws the frames is to be looked at again, as soon as none is under way. */
  readonly isDoubtful: boolean;
  /** Looks at it. No frame is to be loaded meanwhile. */
  reconsider(): Promise<void>;
};

/** supervisor: of the loop's compositor. */
export function createAdapt(
  supervisor: Pick<Supervisor, 'measure' | 'isDoubtful' | 'reconsider'>,
): Adapt {
  const tiers = createTierController();
  const leisure = createLeisure();
  let endedBefore = 0;

  return {
    get tier() {
      return tiers.tier;
    },
    get sparesFilm() {
      return !leisure.isAmple;
    },
    choose: tiers.choose,
    learn: ({ tier, timestamp, begunAt, endedAt, phases, isMasked }) => {
      // While the frame before was drawn, this one cost nothing.
      const busy = endedAt - Math.max(begunAt, endedBefore);
      endedBefore = endedAt;
      // A mask that came too late has cost its time, too.
      if (!isMasked && phases.infer === 0) return;
      const matting = Math.min(busy, phases.read + phases.infer + phases.refine);
      const drawing = phases.read + phases.composite;
      const at = endedAt;
      const overloaded = tiers.measure({ tier, at, timestamp: timestamp / 1000, busy, matting });
      leisure.measure(tier, busy);
      supervisor.measure({ at, busy, drawing, overloaded });
    },
    get isDoubtful() {
      return supervisor.isDoubtful;
    },
    reconsider: async () => {
      // The tier was lowered for the wrong reason.
      if (await supervisor.reconsider()) tiers.restart();
    },
  };
}
