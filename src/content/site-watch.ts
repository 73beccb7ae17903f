import { browser } from '../extension/browser';
import type { Effect } from '../shared/effect';
import { effectFor, parseSettings, SETTINGS_KEY } from '../shared/settings';

/** Tells the effect for this site: now, and whenever the settings change. */
export function watchEffect(tell: (effect: Effect) => void): void {
  const site = siteOf(window.location);
  let changed = false;
  const tellFrom = (stored: unknown) => tell(effectFor(parseSettings(stored).settings, site));

  browser.storage.onChanged.addListener((changes, area) => {
    const change = area === 'local' ? changes[SETTINGS_KEY] : undefined;
    if (!change) return;
    changed = true;
    tellFrom(change.newValue);
  });
  browser.storage.local
    .get(SETTINGS_KEY)
    .then((stored) => {
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
