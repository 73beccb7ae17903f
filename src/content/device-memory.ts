import type { CompositorName } from '../shared/compositor-name';
import type { TrackStatus } from '../shared/status';
import { LADDER, type Tier } from '../shared/tiers';

/** What has been in use for so long fits this device, ms. */
const SETTLED_MS = 10_000;

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
  const tiers = createSettling(remember.tier);
  const compositors = createSettling(remember.compositor);

  return {
    note: ({ state, tier, compositor, place }, adapt, now) => {
      const running = state === 'running';
      tiers.note(running && adapt && LADDER.includes(tier) ? tier : undefined, now);
      // The extension's loop has no choice.
      compositors.note(running && place === 'worker' ? compositor : undefined, now);
    },
  };
}

/** Tells a value that has stayed the same; undefined is none. */
function createSettling<Value>(tell: (value: Value) => void) {
  let current: Value | undefined;
  let since = 0;
  let told: Value | undefined;

  return {
    note: (value: Value | undefined, now: number) => {
      if (value !== current) {
        current = value;
        since = now;
      }
      if (value === undefined || value === told || now - since < SETTLED_MS) return;
      told = value;
      tell(value);
    },
  };
}
