import type { CompositorName } from '../shared/compositor-name';
import type { TrackStatus } from '../shared/status';
import type { Tier } from '../shared/tiers';

/** A tier that has been in use for so long fits this device, ms. */
const TIER_SETTLES_MS = 10_000;
/** A trial has chosen the compositor: two reports that agree will do, so that a short call counts too. */
const COMPOSITOR_SETTLES_MS = 1000;

/** Notices what the tracks of this document settle with, for the next call on the device. */
export type DeviceMemory = {
  /** Takes what a track says at `now`, ms. adapt: the tier is the device's, not the user's choice. */
  note(status: TrackStatus, adapt: boolean, now: number): void;
};

/** Each is told a value once, when that has settled. Tracks that differ do not settle. */
export type Remember = {
  tier(tier: Tier): void;
  compositor(name: CompositorName): void;
};

export function createDeviceMemory(remember: Remember): DeviceMemory {
  const tiers = createSettling(TIER_SETTLES_MS, remember.tier);
  const compositors = createSettling(COMPOSITOR_SETTLES_MS, remember.compositor);

  return {
    note: ({ state, tier, compositor, isFound, place }, adapt, now) => {
      const running = state === 'running';
      tiers.note(running && adapt ? tier : undefined, now);
      // The extension's loop has no choice.
      compositors.note(running && place === 'worker' && isFound ? compositor : undefined, now);
    },
  };
}

/** Tells a value that has stayed the same for so long, ms; undefined is none. */
function createSettling<Value>(time: number, tell: (value: Value) => void) {
  let current: Value | undefined;
  let since = 0;
  let told: Value | undefined;

  return {
    note: (value: Value | undefined, now: number) => {
      if (value !== current) {
        current = value;
        since = now;
      }
      if (value === undefined || value === told || now - since < time) return;
      told = value;
      tell(value);
    },
  };
}
