import type { Compositor, LoadedFrame } from '../compositor/compositor';
import type { Apparitions } from '../mask/apparitions';
import type { Matte } from '../mask/matte';
import { createMotionWatch, GLIMPSE } from '../mask/motion-watch';
import type { Others } from '../mask/others';
import type { RefineSwitches } from '../mask/refine-switches';
import type { ModelView, Refiner } from '../mask/refiner';
import { isEverything, type View } from '../mask/view';
import { type Rect, type Size, WHOLE } from '../shared/geometry';
import type { ModelVariantName } from '../shared/model-variants';
import type { Tier } from '../shared/tiers';
import type { Laps } from './adapt/phase-timer';
import type { MaskSource, Segment } from './mask-source';

/** What a matte is made with: a tier, and the model it means for frames of some shape. */
export type MattePlan = { readonly tier: Tier; readonly variant: ModelVariantName };

/** What hangs on the tier and on the shape of the frame. */
export type Fitting = {
  readonly plan: MattePlan;
  readonly size: Size;
  readonly refiner: Refiner;
  readonly segment: Segment;
  readonly view: View;
  /** undefined on tiers without. */
  readonly others: Others | undefined;
  readonly apparitions: Apparitions | undefined;
};

/** A frame of which a matte is made, and with what. */
export type Sight = {
  readonly frame: LoadedFrame;
  readonly compositor: Compositor;
  readonly laps: Laps;
  readonly fitting: Fitting;
};

/** A mask, 0..1, of a part of the frame, and the view that it was read from. */
export type Look = {
  readonly shown: ModelView;
  readonly region: Rect;
  readonly mask: Float32Array;
};

/** The steps from a frame to a mask that is refined. */
export type Looks = {
  /** Reads a part of the frame as the model's input. */
  read(sight: Sight, region: Rect, into: ModelView): void;
  /**
   * Has a mask made of the region that the first view was read from, and of another one where that is wanted; undefined
   * when none came.
   */
  look(sight: Sight, region: Rect): Promise<Look | undefined>;
  /** The matte of a look; undefined for one that cannot be trusted. */
  refine(sight: Sight, look: Look): Matte | undefined;
  /** Forgets what was seen outside the region: there is none of the frame that went. */
  forget(): void;
};

/** Frames from one look at a part of the frame beside the first to the next: the network runs four times in three frames. */
const BESIDE_EVERY = 3;

export function createLooks(masks: MaskSource, switches: RefineSwitches): Looks {
  const watch = createMotionWatch();
  const glimpse = new Uint8Array(4 * GLIMPSE.width * GLIMPSE.height);
  let sinceBeside = 0;

  const read = (
    { frame, compositor, laps, fitting }: Sight,
    region: Rect,
    { input }: ModelView,
  ) => {
    const { stepBack } = fitting.view;
    if (region === stepBack.region) {
      compositor.readInput(frame, WHOLE, stepBack.size, stepBack.picture);
      stepBack.surround(input);
    } else compositor.readInput(frame, region, fitting.size, input);
    laps.lap('read');
  };

  /** Fills in a view's mask; false when none came. */
  const segment = async ({ laps, fitting }: Sight, shown: ModelView) => {
    const isFilled = masks.ready !== undefined && (await fitting.segment(shown));
    laps.lap('infer');
    return isFilled;
  };

  /** True when something moves outside a region that is not the whole frame. */
  const movesOutside = (region: Rect, { frame, compositor }: Sight) => {
    if (region.width >= 1) {
      watch.forget();
      return false;
    }
    compositor.readInput(frame, WHOLE, GLIMPSE, glimpse);
    return watch.look(glimpse, region);
  };

  /**
   * Has a part of the frame looked at for who asks for it, if the whole frame is seen; false when no mask came. What may be
   * nobody goes before those who are followed: it asks for a few looks only.
   */
  const lookBeside = async (sight: Sight, region: Rect): Promise<boolean> => {
    const { others, apparitions, refiner } = sight.fitting;
    sinceBeside++;
    if (region !== WHOLE) {
      others?.forget();
      return true;
    }
    const asking = apparitions?.next ? apparitions : others;
    if (!asking?.next || sinceBeside < BESIDE_EVERY) return true;
    sinceBeside = 0;
    const [, second] = refiner.views;
    read(sight, asking.next, second);
    if (!(await segment(sight, second))) return false;
    asking.look(refiner.read(second));
    return true;
  };

  /** A view's mask of a region, without those who are nobody. */
  const readMask = ({ fitting: { refiner, apparitions } }: Sight, shown: ModelView, of: Rect) => {
    const mask = refiner.read(shown);
    if (of === WHOLE) apparitions?.drop(mask);
    return mask;
  };

  const look = async (sight: Sight, region: Rect): Promise<Look | undefined> => {
    const { refiner, view } = sight.fitting;
    const [first, second] = refiner.views;
    // What needs no mask is free: the model is at work meanwhile.
    const segmented = segment(sight, first);
    refiner.prepare(first);
    const moves = movesOutside(region, sight);
    if (!(await segmented) || !(await lookBeside(sight, region))) return undefined;
    const mask = readMask(sight, first, region);
    const other = switches.region ? view.update(mask, moves) : undefined;
    if (!other) return { shown: first, region, mask };
    read(sight, other, second);
    if (!(await segment(sight, second))) return undefined;
    const seen = readMask(sight, second, other);
    if (view.lookAgain(seen)) return { shown: second, region: other, mask: seen };
    return { shown: first, region, mask: readMask(sight, first, region) };
  };

  const refine = ({ fitting: { refiner, others } }: Sight, { shown, region, mask }: Look) => {
    if (isEverything(mask)) return undefined;
    if (region === WHOLE) others?.join(mask, shown.input);
    return refiner.refine(shown, region);
  };

  return { read, look, refine, forget: watch.forget };
}
