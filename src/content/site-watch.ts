import { browser } from '../extension/browser';
import { recallCompositor } from '../extension/compositor-store';
import { parseRememberedTier, TIER_KEY } from '../extension/tier-store';
import type { CompositorName } from '../shared/compositor-name';
import type { Effect } from '../shared/effect';
import { effectFor, parseSettings, SETTINGS_KEY } from '../shared/settings';
import type { TierChoice } from '../shared/tiers';

/** What this site gets. compositor: what was found best on this device, where that is known. */
export type SiteChoice = {
  readonly effect: Effect;
  readonly tier: TierChoice;
  readonly compositor: CompositorName | undefined;
};

/** Tells what this site gets: now, and whenever the settings change. */
export function watchSite(tell: (choice: SiteChoice) => void): void {
  const site = siteOf(window.location);
  let remembered = parseRememberedTier(undefined);
  let compositor: CompositorName | undefined;
  let changed = false;
  const tellFrom = (stored: unknown) => {
    const { settings } = parseSettings(stored);
    const { quality } = settings;
    const adapt = quality === 'auto';
    tell({
      effect: effectFor(settings, site),
      tier: { tier: adapt ? remembered : quality, adapt },
      compositor,
    });
  };

  browser.storage.onChanged.addListener((changes, area) => {
    const change = area === 'local' ? changes[SETTINGS_KEY] : undefined;
    if (!change) return;
    changed = true;
    tellFrom(change.newValue);
  });
  Promise.all([browser.storage.local.get([SETTINGS_KEY, TIER_KEY]), recallCompositor()])
    .then(([stored, recalled]) => {
      compositor = recalled;
      remembered = parseRememberedTier(stored[TIER_KEY]);
      // What was read before a change must not undo it.
      if (!changed) tellFrom(stored[SETTINGS_KEY]);
    })
    // Unread settings leave the picture covered; only an extension that is gone comes here.
    .catch((error) => console.debug('Veil: the settings cannot be read', error));
}

/** The site the user sees in the address bar, for a frame of any depth. */
function siteOf(location: Location): string {
  const ancestors = location.ancestorOrigins;
  return ancestors?.[ancestors.length - 1] ?? window.origin;
}
