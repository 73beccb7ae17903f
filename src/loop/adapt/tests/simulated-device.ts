import { TIERS, type Tier } from '../../../shared/tiers';
import { createTierController } from '../tier-controller';

export type Load = {
  /** Time of mask and matte with the tier `high`, and of the rest, ms. */
  readonly matting: number;
  readonly rest: number;
};

export type Device = {
  readonly fps?: number;
  readonly seconds: number;
  readonly start?: Tier;
  readonly load: (second: number, random: () => number) => Load;
  /** True where the camera gives no frames. */
  readonly paused?: (second: number) => boolean;
  readonly seed?: number;
};

export type Change = { readonly second: number; readonly tier: Tier };

/**
 * Runs a call with the tier controller on a device that is simulated: a camera, and a loop that takes its
 * latest frame whenever it is free. Gives the changes of tier, in their order. For tests.
 */
export function run({
  fps = 30,
  seconds,
  start = 'high',
  load,
  paused,
  seed = 1,
}: Device): Change[] {
  const controller = createTierController();
  controller.choose({ tier: start, adapt: true });
  const random = mulberry32(seed);
  const changes: Change[] = [];
  const interval = 1000 / fps;
  let frame = 0;
  let made = 0;
  let free = 0;
  while (free < seconds * 1000) {
    // The latest frame there is, or the next one.
    frame = Math.max(frame + 1, Math.floor(free / interval));
    const timestamp = frame * interval;
    if (paused?.(timestamp / 1000)) continue;
    const begin = Math.max(free, timestamp);
    const { tier } = controller;
    const plan = TIERS[tier];
    const { matting: full, rest } = load(begin / 1000, random);
    // Where some frames have no inference, the others carry its cost.
    const uneven = made++ % plan.every === 0 ? 1 + 0.7 * (plan.every - 1) : 0.3;
    const matting = full * plan.work * uneven;
    free = begin + matting + rest;
    // Its clock is another one, and as coarse as a browser's.
    const at = Math.round((free + 123_456) * 10) / 10;
    controller.measure({ tier, at, timestamp, busy: matting + rest, matting });
    if (controller.tier !== tier) changes.push({ second: free / 1000, tier: controller.tier });
  }
  return changes;
}

/** Random numbers 0..1, the same for the same seed: Tommy Ettinger's mulberry32. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A factor around 1 with a long tail. random: 0..1. sigma: of its logarithm. */
export function logNormal(random: () => number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(sigma * normal);
}
