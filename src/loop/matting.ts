import type { Compositor, LoadedFrame } from '../compositor/compositor';
import { createArena } from '../kernels/arena';
import { apparitionsBytes, createApparitions } from '../mask/apparitions';
import { createExtentReader } from '../mask/extent';
import type { Matte } from '../mask/matte';
import { createOthers, othersBytes } from '../mask/others';
import { type RefineSwitches, withFinish } from '../mask/refine-switches';
import { createRefiner, type Past, refinerBytes } from '../mask/refiner';
import { createView } from '../mask/view';
import type { FaultReason } from '../shared/fault';
import { type Rect, type Size, WHOLE } from '../shared/geometry';
import { log } from '../shared/log';
import { inputOf, variantFor } from '../shared/model-variants';
import { TIERS, type Tier } from '../shared/tiers';
import type { Laps } from './adapt/phase-timer';
import { createContinuity } from './continuity';
import { createLooks, type Fitting, type MattePlan, type Sight } from './looks';
import type { MaskSource } from './mask-source';

/** A frame's own matte, and what it was made with. */
export type Matted = MattePlan & {
  /** undefined while there is no mask to be had, or when none came in time. */
  readonly matte: Matte | undefined;
};

/** From a frame to its own matte. */
export type Matting = {
  /** Why there are no masks. */
  readonly fault: FaultReason | undefined;
  /** The mask that was refined last, for who wants to see it; overwritten by the next. */
  readonly mask: Pick<Past, 'mask' | 'size' | 'region'> | undefined;
  /** Asks for the model of a plan, unless it is there. */
  prepare(plan: MattePlan): void;
  /**
   * Comes after `prepare`. Another tier comes into use when its model is loaded; until then the one
   * before goes on. When the call returns, the model is at work.
   */
  matteOf(frame: LoadedFrame, compositor: Compositor, plan: MattePlan, laps: Laps): Promise<Matted>;
};

/** A mask older than this is not moved along, in microseconds. */
const OLDEST_US = 250_000;

/** Joins the model's input, its mask and what refines that. kernels: see createRefiner. */
export function createMatting(
  masks: MaskSource,
  switches: RefineSwitches,
  kernels?: WebAssembly.Module,
): Matting {
  let fitting: Fitting | undefined;
  /** When the model made the mask that the frame before shows, if it shows one … */
  let maskedAt: number | undefined;
  /** … and how often that was moved along since. */
  let followed = 0;
  const follows = createContinuity();
  const { read, look, refine, forget } = createLooks(masks, switches);

  /** The next fitting begins where the one before stood, so that nothing jumps. */
  const fittingFor = (plan: MattePlan): Fitting => {
    const { tier, variant } = plan;
    if (fitting?.plan.variant === variant && fitting.plan.tier === tier) return fitting;
    const size = inputOf(variant);
    const { guide, finish } = TIERS[tier];
    const past = fitting?.refiner.past;
    const stages = withFinish(switches, finish);
    // The network and what refines its masks work on the same arrays.
    const arena = createArena(
      kernels,
      refinerBytes(size) +
        masks.bytesFor(variant) +
        (stages.others ? othersBytes(size) : 0) +
        (stages.apparitions ? apparitionsBytes(size) : 0),
    );
    const refiner = createRefiner(size, stages, { guide, past, arena });
    const segment = masks.open(variant, arena);
    const view = createView(size, createExtentReader(size, arena), fitting?.view);
    forget();
    log.debug('mattes are made with', tier, variant);
    const others = stages.others ? createOthers(size, arena) : undefined;
    const apparitions = stages.apparitions ? createApparitions(size, arena) : undefined;
    fitting = { plan, size, refiner, segment, view, others, apparitions };
    return fitting;
  };

  /** The region in which the mask before, of a time in microseconds, may be moved along; undefined where a new one is due. */
  const heldRegion = ({ frame, fitting }: Sight, before: number | undefined): Rect | undefined => {
    const { refiner, view, plan } = fitting;
    const age = frame.timestamp - (before ?? Number.NEGATIVE_INFINITY);
    const isDue = followed + 1 >= TIERS[plan.tier].every;
    const past = !isDue && age > 0 && age < OLDEST_US ? refiner.past?.region : undefined;
    // From further back, another size of input sees a little more or less.
    return past && past.width > 1 && past !== view.stepBack.region ? undefined : past;
  };

  return {
    get fault() {
      return masks.fault;
    },
    get mask() {
      return fitting?.refiner.past;
    },
    prepare: ({ variant }) => masks.ensure(variant),
    matteOf: async (frame, compositor, plan, laps) => {
      const variant = masks.ready;
      const before = maskedAt;
      maskedAt = undefined;
      if (!variant) return { ...(fitting?.plan ?? plan), matte: undefined };
      // Not yet the planned one: the tier in use goes on.
      const tier = variant === plan.variant ? plan.tier : (fitting?.plan.tier ?? plan.tier);
      const sight: Sight = { frame, compositor, laps, fitting: fittingFor({ tier, variant }) };
      const { refiner, view, others, apparitions } = sight.fitting;
      if (!follows(frame)) {
        refiner.forgetRoom();
        others?.forget();
        apparitions?.forget();
      }
      const matted = (matte: Matte | undefined): Matted => ({ tier, variant, matte });
      const [first] = refiner.views;
      const held = heldRegion(sight, before);
      const region = held ?? (switches.region ? view.region : WHOLE);
      read(sight, region, first);
      if (held) {
        const matte = refiner.follow(first);
        laps.lap('refine');
        if (matte) {
          maskedAt = before;
          followed++;
          return matted(matte);
        }
      }
      followed = 0;
      const found = await look(sight, region);
      if (!found) return matted(undefined);
      const matte = refine(sight, found);
      laps.lap('refine');
      if (matte) maskedAt = frame.timestamp;
      return matted(matte);
    },
  };
}

/** What a matte of frames of this size is made with by a tier. */
export function planFor(tier: Tier, frame: Size): MattePlan {
  return { tier, variant: variantFor(frame, TIERS[tier].input) };
}
