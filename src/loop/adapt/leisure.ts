import { median } from '../../shared/quantile';
import type { Tier } from '../../shared/tiers';

/** Whether a loop has so much time to spare that a film may be shown with all of its frames. */
export type Leisure = {
  /** False until it is known, and on every tier below `high`. */
  readonly isAmple: boolean;
  /** Learns from a frame: the tier it was made with, and how long the loop was busy with it, ms. */
  measure(tier: Tier, busy: number): void;
};

/** What a call has for a frame, of 30 a second: what a film costs does not hang on the camera. */
const BUDGET_MS = 1000 / 30;
/**
 * Parts of it: a loop that needs no more has time to spare: there, all frames of a film take 3 ms of the processor
 * (docs/decisions/0022-films.md) …
 */
const AMPLE = 0.18;
/** … and has it until it needs more than this. The film itself may slow a loop down. */
const SCARCE = 0.24;
/** Frames that are judged together, by their median: about a second. */
const ROUND = 30;
/** Rounds one after the other that it takes to be believed, doubled each time that it did not last, up to the most. */
const PATIENCE = 3;
const MOST_PATIENCE = 96;

/** A state machine without a clock, like the tier controller. */
export function createLeisure(): Leisure {
  let isAmple = false;
  let round: number[] = [];
  /** Rounds with time to spare since the last one without. */
  let good = 0;
  let patience = PATIENCE;

  const lose = () => {
    isAmple = false;
    good = 0;
  };

  const judge = (share: number) => {
    if (share > (isAmple ? SCARCE : AMPLE)) {
      if (isAmple) patience = Math.min(MOST_PATIENCE, 2 * patience);
      lose();
      return;
    }
    good++;
    isAmple ||= good >= patience;
  };

  return {
    get isAmple() {
      return isAmple;
    },
    measure: (tier, busy) => {
      if (tier !== 'high') {
        lose();
        round = [];
        return;
      }
      round.push(busy);
      if (round.length < ROUND) return;
      judge(median(round) / BUDGET_MS);
      round = [];
    },
  };
}
