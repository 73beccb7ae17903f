/**
 * What was found out about this device, kept from one call to the next. In the extension API's storage,
 * as the browser gives a frame in another's page a database of its own for every site.
 */
import type { DeviceFindings } from '../shared/call-settings';
import { type CompositorName, isCompositorName } from '../shared/compositor-name';
import { isRecord } from '../shared/parse';
import { DEFAULT_TIER, isTier, type Tier } from '../shared/tiers';
import { browser } from './browser';

/** Keys in `storage.local`. */
const KEYS = { tier: 'tier', compositor: 'compositor' } as const;

/** Where the next call begins. What cannot be read tells nothing. Throws where nothing can be read. */
export async function recallDevice(): Promise<DeviceFindings> {
  const stored = await browser.storage.local.get([KEYS.tier, KEYS.compositor]);
  const tier = stored[KEYS.tier];
  const compositor = nameIn(stored[KEYS.compositor], isCompositorName);
  return {
    tier: isTier(tier) ? tier : DEFAULT_TIER,
    ...(compositor && { compositor }),
  };
}

/** Keeps the tier at which a call has settled. Rejects where nothing can be kept, as when the extension is gone. */
export async function rememberTier(tier: Tier): Promise<void> {
  await browser.storage.local.set({ [KEYS.tier]: tier });
}

/** Keeps the compositor with which a call has settled. Rejects likewise. */
export async function rememberCompositor(name: CompositorName): Promise<void> {
  await browser.storage.local.set({ [KEYS.compositor]: { name, madeWith: madeWith() } });
}

/** Which of two is faster holds for the browser and the extension it was found with. */
const madeWith = () => `${browser.runtime.getManifest().version} ${navigator.userAgent}`;

function nameIn<Name extends string>(
  finding: unknown,
  isName: (value: unknown) => value is Name,
): Name | undefined {
  if (!isRecord(finding) || finding['madeWith'] !== madeWith()) return undefined;
  return isName(finding['name']) ? finding['name'] : undefined;
}
