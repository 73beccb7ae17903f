import type { CompositorName } from '../shared/compositor-name';

/** WebGL may take this much longer than the planes: its time is not the processor's. */
const GPU_BONUS = 1.5;
/** A compositor takes the place of the one in use only with no more than this share of its time. */
const CLEARLY_FASTER = 0.8;

/**
 * The compositor to use by the times of a trial, in ms. inUse: the one that runs a call already, and
 * has turned out slow there.
 */
export function fasterCompositor(
  { webgl, planes }: Readonly<Record<CompositorName, number>>,
  inUse?: CompositorName,
): CompositorName {
  if (inUse === 'webgl') return planes <= CLEARLY_FASTER * webgl ? 'planes' : 'webgl';
  if (inUse === 'planes') return webgl <= CLEARLY_FASTER * planes ? 'webgl' : 'planes';
  return webgl <= GPU_BONUS * planes ? 'webgl' : 'planes';
}

/** What drawing had to do with the time that a frame took. */
export type DrawingCost = {
  /** When it was done, ms of the loop's clock. */
  readonly at: number;
  /** How long the loop was busy with it, ms. */
  readonly busy: number;
  /** The part of `busy` that is the compositor's, ms: the model's input and the picture. */
  readonly drawing: number;
  /** The loop does not keep up with the camera. */
  readonly overloaded: boolean;
};

/** Notices that the choice of a compositor was wrong. */
export type ChoiceWatch = {
  /** Learns from a frame. True when the two are to be compared now. */
  measure(cost: DrawingCost): boolean;
  /** The compositor failed, or lost its device, at `at`, ms. True when it is to be given up. */
  failed(name: CompositorName, at: number): boolean;
};

/** More than this part of the time is the compositor's: another would help more than another tier. */
const DOMINANT = 0.5;
/** Weight of a new frame in the means: about half a second counts. */
const SMOOTHING = 1 / 16;
/** Between two trials, doubled by each: a call stands still for a moment. */
const FIRST_WAIT_MS = 60_000;
const LAST_WAIT_MS = 960_000;
/** A device lost once is one that slept, or whose driver was updated; twice so soon, it is broken. */
const BROKEN_WITHIN_MS = 120_000;

/** A state machine without a clock of its own. */
export function createChoiceWatch(): ChoiceWatch {
  let busy = 0;
  let drawing = 0;
  let wait = FIRST_WAIT_MS;
  let nextTrial = Number.NEGATIVE_INFINITY;
  let lastFailure = Number.NEGATIVE_INFINITY;

  return {
    measure: (cost) => {
      busy += SMOOTHING * (cost.busy - busy);
      drawing += SMOOTHING * (cost.drawing - drawing);
      if (!cost.overloaded || drawing <= DOMINANT * busy || cost.at < nextTrial) return false;
      nextTrial = cost.at + wait;
      wait = Math.min(LAST_WAIT_MS, 2 * wait);
      return true;
    },
    failed: (name, at) => {
      // There is nothing to take in the place of the planes.
      if (name === 'planes') return false;
      const again = at - lastFailure <= BROKEN_WITHIN_MS;
      lastFailure = at;
      return again;
    },
  };
}
