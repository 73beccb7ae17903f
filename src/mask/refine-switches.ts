import { FINISH, type Finish } from '../shared/tiers';

/** The switches between the model and the compositor, each of which the quality bench can leave out. */
export type RefineSwitches = Readonly<Record<Finish, boolean>> & {
  /** The model sees the person's region, not always the whole frame. */
  readonly region: boolean;
  /** Uncertain pixels lean on the frame before, where the picture stands still. */
  readonly temporal: boolean;
  /** Islands and holes are removed. */
  readonly cleanup: boolean;
  /** The mask's edge is moved onto the frame's own. */
  readonly guided: boolean;
  /** The mask's edge follows single pixels no further than their noise allows; needs `guided`. */
  readonly noise: boolean;
};

export const ALL_SWITCHES: RefineSwitches = {
  region: true,
  temporal: true,
  cleanup: true,
  guided: true,
  noise: true,
  arches: true,
  plate: true,
  tones: true,
  patches: true,
  colors: true,
  others: true,
  apparitions: true,
};

/** Of the last finish, a tier's own stages only. finish: TierPlan.finish. */
export function withFinish(switches: RefineSwitches, finish: readonly Finish[]): RefineSwitches {
  const left = FINISH.map((stage) => [stage, switches[stage] && finish.includes(stage)]);
  return { ...switches, ...Object.fromEntries(left) };
}
