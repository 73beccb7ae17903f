import type { Compositor, LoadedFrame } from '../compositor/compositor';
import { createArena } from '../kernels/arena';
import { createExtentReader } from '../mask/extent';
import type { Matte } from '../mask/matte';
import { createMotionWatch, GLIMPSE } from '../mask/motion-watch';
import { createOthers, type Others, othersBytes } from '../mask/others';
import type { RefineSwitches } from '../mask/refine-switches';
import {
  createRefiner,
  type ModelView,
  type Past,
  type Refiner,
  refinerBytes,
} from '../mask/refiner';
import { createView, isEverything, type View } from '../mask/view';
import type { FaultReason } from '../shared/fault';
import { type Rect, type Size, WHOLE } from '../shared/geometry';
import { log } from '../shared/log';
import { inputOf, type ModelVariantName, variantFor } from '../shared/model-variants';
import { TIERS, type Tier } from '../shared/tiers';
import type { Laps } from './adapt/phase-timer';
import { createContinuity } from './continuity';
import type { MaskSource, Segment } from './mask-source';

/** What a matte is made with: a tier, and the model it means for frames of some shape. */
export type MattePlan = { readonly tier: Tier; readonly variant: ModelVariantName };

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

/** What hangs on the tier and on the shape of the frame. */
type Fitting = {
  readonly plan: MattePlan;
  readonly size: Size;
  readonly refiner: Refiner;
  readonly segment: Segment;
  readonly view: View;
  /** undefined on tiers without. */
  readonly others: Others | undefined;
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
  const watch = createMotionWatch();
  const glimpse = new Uint8Array(4 * GLIMPSE.width * GLIMPSE.height);

  /** The next fitting begins where the one before stood, so that nothing jumps. */
  const fittingFor = (plan: MattePlan): Fitting => {
    const { tier, variant } = plan;
    if (fitting?.plan.variant === variant && fitting.plan.tier === tier) return fitting;
    const size = inputOf(variant);
    const { guide, finish } = TIERS[tier];
    const past = fitting?.refiner.past;
    // The network and what refines its masks work on the same arrays.
    const seeksOthers = switches.others && finish;
    const bytes = refinerBytes(size) + masks.bytesFor(variant);
    const arena = createArena(kernels, bytes + (seeksOthers ? othersBytes(size) : 0));
    const refiner = createRefiner(size, switches, { guide, finish, past, arena });
    const segment = masks.open(variant, arena);
    const view = createView(size, createExtentReader(size, arena), fitting?.view);
    watch.forget();
    log.debug('mattes are made with', tier, variant);
    const others = seeksOthers ? createOthers(size, arena) : undefined;
    fitting = { plan, size, refiner, segment, view, others };
    return fitting;
  };

  /** True when something moves outside a region that is not the whole frame. */
  const movesOutside = (region: Rect, frame: LoadedFrame, compositor: Compositor) => {
    if (region.width >= 1) {
      watch.forget();
      return false;
    }
    compositor.readInput(frame, WHOLE, GLIMPSE, glimpse);
    return watch.look(glimpse, region);
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
      const { size, refiner, view, others, segment: fill } = fittingFor({ tier, variant });
      const { stepBack } = view;
      if (!follows(frame)) {
        refiner.forgetRoom();
        others?.forget();
      }
      const [first, second] = refiner.views;
      const matted = (matte: Matte | undefined): Matted => ({ tier, variant, matte });

      const read = (region: Rect, { input }: ModelView) => {
        if (region === stepBack.region) {
          compositor.readInput(frame, WHOLE, stepBack.size, stepBack.picture);
          stepBack.surround(input);
        } else compositor.readInput(frame, region, size, input);
        laps.lap('read');
      };
      const segment = async (shown: ModelView) => {
        const isFilled = masks.ready !== undefined && (await fill(shown));
        laps.lap('infer');
        return isFilled;
      };

      const age = frame.timestamp - (before ?? Number.NEGATIVE_INFINITY);
      const isDue = followed + 1 >= TIERS[tier].every;
      const mayFollow = !isDue && age > 0 && age < OLDEST_US;
      const past = mayFollow ? refiner.past?.region : undefined;
      // From further back, another size of input sees a little more or less.
      const held = past && past.width > 1 && past !== stepBack.region ? undefined : past;

      let region = held ?? (switches.region ? view.region : WHOLE);
      read(region, first);
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
      // What needs no mask is free: the model is at work meanwhile.
      const segmented = segment(first);
      refiner.prepare(first);
      const moves = movesOutside(region, frame, compositor);
      if (!(await segmented)) return matted(undefined);
      if (region !== WHOLE) others?.forget();
      else if (others?.next) {
        read(others.next, second);
        if (!(await segment(second))) return matted(undefined);
        others.look(refiner.read(second));
      }
      let shown = first;
      let person = refiner.read(shown);
      const other = switches.region ? view.update(person, moves) : undefined;
      if (other) {
        read(other, second);
        if (!(await segment(second))) return matted(undefined);
        if (view.lookAgain(refiner.read(second))) [shown, region] = [second, other];
        person = refiner.read(shown);
      }
      const trusted = !isEverything(person);
      if (trusted && region === WHOLE) others?.join(person, shown.input);
      const matte = trusted ? refiner.refine(shown, region) : undefined;
      laps.lap('refine');
      if (trusted) maskedAt = frame.timestamp;
      return matted(matte);
    },
  };
}

/** What a matte of frames of this size is made with by a tier. */
export function planFor(tier: Tier, frame: Size): MattePlan {
  return { tier, variant: variantFor(frame, TIERS[tier].input) };
}
