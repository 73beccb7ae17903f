/** The switches between the model and the compositor, each of which the quality bench can leave out. */
export type RefineSwitches = {
  /** The model sees the person's region, not always the whole frame. */
  readonly region: boolean;
  /** Uncertain pixels lean on the frame before, where the picture stands still. */
  readonly temporal: boolean;
  /** Half tones are kept at edges only, on tiers that have it (TierPlan.finish). */
  readonly tones: boolean;
  /** Islands and holes are removed. */
  readonly cleanup: boolean;
  /** The mask's edge is moved onto the frame's own. */
  readonly guided: boolean;
  /** The mask's edge follows single pixels no further than their noise allows; needs `guided`. */
  readonly noise: boolean;
  /** Room that the guided filter takes for the person is told by its colours, on tiers that have it; needs `guided`. */
  readonly colors: boolean;
  /** The room behind people is learned, on tiers that have it (TierPlan.finish). */
  readonly plate: boolean;
  /** Who is small beside somebody large is looked at in a region of their own, on tiers that have it. */
  readonly others: boolean;
};

export const ALL_SWITCHES: RefineSwitches = {
  region: true,
  temporal: true,
  tones: true,
  cleanup: true,
  guided: true,
  noise: true,
  colors: true,
  plate: true,
  others: true,
};
