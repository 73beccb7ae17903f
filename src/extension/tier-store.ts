import { DEFAULT_TIER, isTier, LADDER, type Tier } from '../shared/tiers';
import { browser } from './browser';

/** Key in `storage.local` of the tier at which the last call on this device settled. */
export const TIER_KEY = 'tier';

/** Reads a stored tier; the default for one that no device can have settled at. Never throws. */
export function parseRememberedTier(stored: unknown): Tier {
  return isTier(stored) && LADDER.includes(stored) ? stored : DEFAULT_TIER;
}

export async function rememberTier(tier: Tier): Promise<void> {
  await browser.storage.local.set({ [TIER_KEY]: tier });
}
