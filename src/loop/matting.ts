import type { Compositor, LoadedFrame } from '../compositor/compositor';
import type { Matte } from '../mask/matte';
import { createMotionWatch, GLIMPSE } from '../mask/motion-watch';
import type { RefineSwitches } from '../mask/refine-switches';
import { createRefiner, type Refiner } from '../mask/refiner';
import { createRegionTracker, type RegionTracker } from '../mask/region';
import { type Rect, type Size, WHOLE } from '../shared/geometry';
import { log } from '../shared/log';
import { inputOf, type ModelVariantName, variantFor } from '../shared/model-variants';
import { TIERS, type Tier } from '../shared/tiers';
import type { Laps } from './adapt/phase-timer';
import type { MaskFeed } from './mask-feed';

/** A tier, and the model it means for frames of some shape. */
export type Planned = { readonly tier: Tier; readonly variant: ModelVariantName };

/** From a frame to its own matte. */
export type Matting = {
  /** What the last mask was made with; undefined before the first. */
  readonly using: Planned | undefined;
  /** Asks for the model that frames like this one need, unless it is there. */
  prepare(frame: Size, tier: Tier): void;
  /**
   * Comes after `prepare`. undefined while there is no mask to be had, or none in time. Another tier comes into use when its
   * model is loaded; until then the one before goes on. When the call returns, the model is at work.
   */
  matteOf(
    frame: LoadedFrame,
    compositor: Compositor,
    tier: Tier,
    laps: Laps,
  ): Promise<Matte | undefined>;
};

/** What hangs on the tier and on the shape of the frame. */
type Fitting = Planned & {
  readonly size: Size;
  /** Model inputs, RGBA: of the region, and of the whole frame. */
  readonly inputs: readonly [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
  readonly refiner: Refiner;
  readonly tracker: RegionTracker;
};

/** A person so close leaves nothing to replace; so does a model that has gone wrong. */
const EVERYTHING = 0.97;
/** A mask older than this is not moved along, in microseconds. */
const OLDEST_US = 250_000;

/** Joins the model's input, its mask and the switches that follow. kernels: see createRefiner. */
export function createMatting(
  masks: MaskFeed,
  switches: RefineSwitches,
  kernels?: WebAssembly.Module,
): Matting {
  let fitting: Fitting | undefined;
  /** When the model made the mask that the frame before shows, if it shows one … */
  let maskedAt: number | undefined;
  /** … and how often that was moved along since. */
  let followed = 0;
  const watch = createMotionWatch();
  const glimpse = new Uint8Array(4 * GLIMPSE.width * GLIMPSE.height);

  /** The next fitting begins where the one before stood, so that nothing jumps. */
  const fittingFor = ({ tier, variant }: Planned): Fitting => {
    if (fitting?.variant === variant && fitting.tier === tier) return fitting;
    const size = inputOf(variant);
    const createInput = () => new Uint8Array(4 * size.width * size.height);
    const { guide } = TIERS[tier];
    const past = fitting?.refiner.past;
    const refiner = createRefiner(size, switches, { guide, past, kernels });
    const tracker = createRegionTracker(size, fitting?.tracker.region);
    watch.forget();
    log.debug('mattes are made with', tier, variant);
    fitting = { tier, variant, size, inputs: [createInput(), createInput()], refiner, tracker };
    return fitting;
  };

  /** True when something moves outside a region that is not the whole frame. */
  const movesOutside = (region: Rect, frame: LoadedFrame, compositor: Compositor) => {
    if (region === WHOLE) {
      watch.forget();
      return false;
    }
    compositor.readInput(frame, WHOLE, GLIMPSE, glimpse);
    return watch.look(glimpse, region);
  };

  return {
    get using() {
      return fitting;
    },
    prepare: (frame, tier) => masks.ensure(planned(tier, frame).variant),
    matteOf: async (frame, compositor, tier, laps) => {
      const plan = planned(tier, frame);
      const variant = masks.ready;
      const before = maskedAt;
      maskedAt = undefined;
      if (!variant) return undefined;
      // Not yet the planned one: the tier in use goes on.
      const used = variant === plan.variant ? tier : (fitting?.tier ?? tier);
      const { size, inputs, refiner, tracker } = fittingFor({ tier: used, variant });

      const read = (region: Rect, input: Uint8Array<ArrayBuffer>) => {
        compositor.readInput(frame, region, size, input);
        laps.lap('read');
        return input;
      };
      const segment = async (input: Uint8Array<ArrayBuffer>) => {
        const mask = masks.ready && (await masks.segment(variant, input));
        laps.lap('infer');
        return mask;
      };

      const age = frame.timestamp - (before ?? Number.NEGATIVE_INFINITY);
      const isDue = followed + 1 >= TIERS[used].every;
      const mayFollow = !isDue && age > 0 && age < OLDEST_US;
      const held = mayFollow ? refiner.past?.region : undefined;

      let region = held ?? (switches.region ? tracker.region : WHOLE);
      let input = read(region, inputs[0]);
      if (held) {
        const matte = refiner.follow(input);
        laps.lap('refine');
        if (matte) {
          maskedAt = before;
          followed++;
          return matte;
        }
      }

      followed = 0;
      // What needs no mask is free: the model is at work meanwhile.
      const segmented = segment(input);
      refiner.prepare(input);
      const moves = movesOutside(region, frame, compositor);
      const mask = await segmented;
      if (!mask) return undefined;
      let person = refiner.read(mask);
      if (switches.region && tracker.update(person, moves)) {
        const whole = read(WHOLE, inputs[1]);
        const wholeMask = await segment(whole);
        if (!wholeMask) return undefined;
        const replaced = tracker.lookAround(refiner.read(wholeMask));
        if (replaced) [input, region] = [whole, WHOLE];
        person = refiner.read(replaced ? wholeMask : mask);
      }
      const trusted = !isEverything(person);
      const matte = trusted ? refiner.refine(input, region) : undefined;
      laps.lap('refine');
      if (trusted) maskedAt = frame.timestamp;
      return matte;
    },
  };
}

/** The model of a tier for frames of this size. */
export function planned(tier: Tier, frame: Size): Planned {
  return { tier, variant: variantFor(frame, TIERS[tier].input) };
}

/** True for a mask that takes the whole picture for a person: it would show the whole room. */
function isEverything(mask: Float32Array): boolean {
  // Of most masks, the first rows tell.
  let room = (1 - EVERYTHING) * mask.length;
  for (let i = 0; i < mask.length && room > 0; i++) room -= 1 - (mask[i] as number);
  return room > 0;
}
