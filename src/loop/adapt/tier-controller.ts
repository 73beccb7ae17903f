import { DEFAULT_TIER, LADDER, TIERS, type Tier, type TierChoice } from '../../shared/tiers';
import { createCostWindow } from './cost-window';

/** What the tier of a frame has cost. */
export type TierCost = {
  /** The tier it was made with. */
  readonly tier: Tier;
  /** When it was done, ms of the loop's clock. */
  readonly at: number;
  /** The camera's time of the frame, ms. */
  readonly timestamp: number;
  /** How long the loop was busy with it, ms. */
  readonly busy: number;
  /** The part of `busy` that hangs on the tier: model input, mask and matte. */
  readonly matting: number;
};

/** Finds the finest tier with which the loop keeps up with the camera, or with 30 frames a second. */
export type TierController = {
  readonly tier: Tier;
  /** The first choice, or the user's; one that only says where to begin does not undo what was learnt. */
  choose(choice: TierChoice): void;
  /** Learns from a frame. True when the last second's frames were too slow. */
  measure(cost: TierCost): boolean;
  /** What was learnt no longer holds: back to where it began, if it adapts. */
  restart(): void;
};

/** A call needs no more frames than that, ms between two. */
const SHORTEST_INTERVAL_MS = 1000 / 30;
/** Parts of the camera's interval: busier than this is overload … */
const OVERLOAD = 0.85;
/** … a tier further down must be expected to need no more than this … */
const RELIEF = 0.75;
/** … and one further up no more than this, which leaves room for a wrong guess … */
const HEADROOM = 0.65;
/** … unless it was held so long before: what it costs is known, and a passing burst has ended. */
const PROVEN_MS = 10_000;
/** Nothing is decided that long after a start or a change: code is compiled, engines warm up. */
const SETTLE_MS = 1000;
/**
 * A call begins while page and browser do so, too: in that time one step down is all, and the tier before it is known to
 * fit until it fails again.
 */
const START_MS = 10_000;
/** A pause of this length is no work: a hidden tab, a paused camera, a machine that slept. */
const PAUSE_MS = 500;
/**
 * So much time with head-room is wanted before a step up, doubled by each step up that failed … Time
 * without takes away as much as it is weighed.
 */
const CLIMB_MS = 8000;
const WITHOUT_WEIGHT = 2;
const MOST_FAILURES = 5;
/** … which it did when the tier did not last as long as this. */
const HOLD_MS = 60_000;

/** Before the first. */
const NO_FRAME: TierCost = { tier: DEFAULT_TIER, at: 0, timestamp: 0, busy: 0, matting: 0 };
/** Frames that share the cost of one mask, at most. */
const MOST_SHARED = Math.max(...Object.values(TIERS).map(({ every }) => every));

/**
 * A state machine without a clock of its own: what it decides hangs on the costs alone. It steps down
 * when the last second's frames were too slow, their mean (frames that come late) and their 75th
 * percentile (more than a spike), past tiers that are not expected to help; and up one tier at a time.
 * It keeps its tier until told to adapt.
 */
export function createTierController(): TierController {
  let tier = DEFAULT_TIER;
  let adapt = false;
  let begun = false;
  let first = tier;
  const costs = createCostWindow();
  /** Steps up to a tier that failed, one after the other. */
  const failures = new Map<Tier, number>();
  /** The first frame of all. */
  let startedAt: number | undefined;
  /** The first frame of this tier; undefined until it comes. */
  let since: number | undefined;
  let steppedUp = false;
  /** The tier that was held for long before the last step down, unless it failed since. */
  let proven: Tier | undefined;
  /** For how long the tier above has been expected to fit, ms. */
  let roomy = 0;
  /** The last frames, the newest first. */
  const recent: TierCost[] = [];

  const change = (next: Tier, up: boolean) => {
    tier = next;
    since = undefined;
    roomy = 0;
    steppedUp = up;
    costs.clear();
  };

  /** Where the model runs on every n-th frame, n frames share its cost. */
  const shared = (part: 'busy' | 'matting') => {
    const count = Math.min(TIERS[tier].every, recent.length);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += recent[i]?.[part] ?? 0;
    return sum / count;
  };

  /** What a frame of this cost is expected to cost with another tier, ms. */
  const expected = (busy: number, other: Tier) => {
    const matting = busy * costs.mattingShare();
    return busy - matting + (matting * TIERS[other].work) / TIERS[tier].work;
  };

  const stepDown = (budget: number, at: number) => {
    const isStarting = at - (startedAt ?? at) < START_MS;
    if (isStarting && tier !== first) return;
    const rank = LADDER.indexOf(tier);
    const below = LADDER.slice(rank + 1, isStarting ? rank + 2 : undefined);
    const lasting = costs.lasting();
    const next = below.find((lower) => expected(lasting, lower) <= RELIEF * budget) ?? below.at(-1);
    if (!next) return;
    const held = since === undefined ? 0 : at - since;
    const failed = steppedUp && held < HOLD_MS;
    if ((held >= PROVEN_MS || isStarting) && !failed) proven = tier;
    else if (tier === proven) proven = undefined;
    const count = (failures.get(tier) ?? 0) + (failed ? 1 : -1);
    failures.set(tier, Math.min(MOST_FAILURES, Math.max(0, count)));
    change(next, false);
  };

  const stepUp = (slow: number, budget: number, elapsed: number) => {
    const above = LADDER[LADDER.indexOf(tier) - 1];
    if (!above) return;
    const fits = expected(slow, above) <= (above === proven ? RELIEF : HEADROOM) * budget;
    roomy = Math.max(0, roomy + (fits ? elapsed : -WITHOUT_WEIGHT * elapsed));
    if (roomy >= CLIMB_MS * 2 ** (failures.get(above) ?? 0)) change(above, true);
  };

  return {
    get tier() {
      return tier;
    },
    choose: (choice) => {
      adapt = choice.adapt;
      if (adapt && begun) return;
      begun = true;
      first = choice.tier;
      if (choice.tier !== tier) change(choice.tier, false);
    },
    measure: (cost) => {
      if (cost.tier !== tier) return false;
      const { at, timestamp, busy } = cost;
      const before = recent[0] ?? NO_FRAME;
      recent.unshift(cost);
      recent.length = Math.min(recent.length, MOST_SHARED);
      const paused = at - busy - before.at > PAUSE_MS || timestamp <= before.timestamp;
      startedAt ??= at;
      since ??= at;
      if (paused || at - since < SETTLE_MS) {
        costs.clear();
        return false;
      }
      const interval = timestamp - before.timestamp;
      costs.add(at, interval, shared('busy'), shared('matting'));
      const slow = costs.slow();
      if (slow === undefined) return false;
      const budget = Math.max(SHORTEST_INTERVAL_MS, costs.interval());
      const overloaded = Math.min(slow, costs.mean()) > OVERLOAD * budget;
      if (adapt && overloaded) stepDown(budget, at);
      else if (adapt) stepUp(slow, budget, at - before.at);
      return overloaded;
    },
    restart: () => {
      failures.clear();
      proven = undefined;
      if (adapt) change(first, false);
    },
  };
}
