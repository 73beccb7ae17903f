import type { TrackStatus } from '../shared/status';
import { LADDER, type Tier } from '../shared/tiers';

/** A tier that has been in use for so long fits this device, ms. */
const SETTLED_MS = 10_000;

/** Notices where the tracks of this document settle. */
export type SettledTier = {
  /** Takes what a track says at `now`, ms. adapt: the tier is the device's, not the user's choice. */
  note(status: TrackStatus, adapt: boolean, now: number): void;
};

/** remember: is told a tier once, when it has settled. Tracks that differ do not settle. */
export function createSettledTier(remember: (tier: Tier) => void): SettledTier {
  let current: Tier | undefined;
  let since = 0;
  let told: Tier | undefined;

  return {
    note: ({ state, tier }, adapt, now) => {
      if (state !== 'running' || !adapt || !LADDER.includes(tier)) {
        current = undefined;
        return;
      }
      if (tier !== current) {
        current = tier;
        since = now;
      }
      if (tier === told || now - since < SETTLED_MS) return;
      told = tier;
      remember(tier);
    },
  };
}
