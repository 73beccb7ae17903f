import { type Rect, type Size, WHOLE } from '../shared/geometry';
import type { ExtentReader } from './extent';
import { createRegionTracker } from './region';
import { createStepBack, type StepBack } from './step-back';

/** Mean of a mask that takes everything for a person: a face so close does that, so does a broken model. */
const EVERYTHING = 0.97;
/** Who is somebody in the whole frame must fill it so far to be seen from further back … */
const FILLED = 0.85;
/** … and who is nobody there, so far: in rooms without a person there is nobody from further back either. */
const HALF = 0.5;
/** A mask of less is of nobody: what the model makes of many a face that fills the frame. */
const NOBODY = 0.1;
/** Part of the frame's lower side that is person where somebody is seen well. */
const STANDS = 0.2;
/** Somebody so large does not leave from one frame to the next. */
const LARGE = 0.3;
/** Frames between two looks at what may be otherwise than it seems. */
const LOOK_EVERY = 10;

/**
 * Decides what the model sees: the part of the frame with the people in it, the whole of it, or the
 * whole from further back, for somebody so close that they fill it.
 */
export type View = {
  /** For the next frame, in fractions of the frame. */
  readonly region: Rect;
  readonly stepBack: StepBack;
  /**
   * Takes the mask of `region`, and whether something moves outside it. Gives what else the frame must
   * be seen in, if any.
   */
  update(mask: Float32Array, movesOutside: boolean): Rect | undefined;
  /** Takes the mask of that. True when it must replace the first for this frame. */
  lookAgain(mask: Float32Array): boolean;
};

/** size: of the masks. before: a view of another size, which this one goes on with. */
export function createView(size: Size, readExtent: ExtentReader, before?: View): View {
  const stepBack = createStepBack(size);
  let isBack = before !== undefined && before.region === before.stepBack.region;
  const tracker = createRegionTracker(size, isBack ? WHOLE : before?.region);
  /** What else the frame was to be seen in. */
  let asked: Rect | undefined;
  /** How much of the frame is person in this frame, and was in the frame before. */
  let share = 0;
  let shareBefore = 0;
  /** Frames since the last look from where the model does not stand now. */
  let sinceLook = 0;

  /** True when the mask of the whole frame cannot be right, or may be wrong for longer than it should. */
  const isDoubtful = (mask: Float32Array): boolean => {
    if (share > EVERYTHING || (shareBefore >= LARGE && share < shareBefore / 2)) return true;
    const isOdd = share < NOBODY || (share < FILLED && floats(mask, size));
    return sinceLook >= LOOK_EVERY && isOdd;
  };

  const wanted = (mask: Float32Array, movesOutside: boolean): Rect | undefined => {
    if (isBack) {
      share = stepBack.shareOf(mask);
      return share < HALF || sinceLook > LOOK_EVERY ? WHOLE : undefined;
    }
    const { region } = tracker;
    const seen = readExtent(mask);
    share = region.width * region.height * seen.share;
    if (tracker.update(seen.box, movesOutside)) return WHOLE;
    return region === WHOLE && isDoubtful(mask) ? stepBack.region : undefined;
  };

  /** The whole frame, while the model stands back. */
  const comeClose = (mask: Float32Array): boolean => {
    sinceLook = 0;
    const whole = readExtent(mask);
    if (whole.share > EVERYTHING || whole.share < share / 2) return false;
    isBack = false;
    share = whole.share;
    tracker.update(whole.box, false);
    return true;
  };

  const goBack = (mask: Float32Array): boolean => {
    sinceLook = 0;
    const filled = stepBack.shareOf(mask);
    const least = share > EVERYTHING ? 0 : share < NOBODY ? HALF : FILLED;
    // A model that takes the border for a person, too, has gone wrong.
    if (isEverything(mask) || filled < least) return false;
    isBack = true;
    share = filled;
    return true;
  };

  return {
    get region() {
      return isBack ? stepBack.region : tracker.region;
    },
    stepBack,
    update: (mask, movesOutside) => {
      sinceLook++;
      shareBefore = share;
      asked = wanted(mask, movesOutside);
      return asked;
    },
    lookAgain: (mask) => {
      if (isBack) return comeClose(mask);
      if (asked === stepBack.region) return goBack(mask);
      const whole = readExtent(mask);
      share = whole.share;
      return tracker.lookAround(whole.box);
    },
  };
}

/** True for a mask that takes all it is of for a person: it would show the whole room. */
export function isEverything(mask: Float32Array): boolean {
  // Of most masks, the first rows tell.
  let room = (1 - EVERYTHING) * mask.length;
  for (let i = 0; i < mask.length && room > 0; i++) room -= 1 - (mask[i] as number);
  return room > 0;
}

/** True for somebody who does not stand on the frame's lower side, as people do: a part of a face is seen. */
function floats(mask: Float32Array, { width }: Size): boolean {
  let stands = 0;
  for (const value of mask.subarray(-width)) if (value > 0.5) stands++;
  return stands < STANDS * width;
}
