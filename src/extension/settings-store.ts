import browser from 'webextension-polyfill';
import {
  DEFAULT_SETTINGS,
  parseSettings,
  REJECTED_KEY,
  SETTINGS_KEY,
  type Settings,
} from '../shared/settings';

/**
 * Reads the settings. What could not be read is kept aside under its own key, and the repaired
 * settings are stored in its place.
 */
export async function loadSettings(): Promise<Settings> {
  const stored = (await browser.storage.local.get(SETTINGS_KEY))[SETTINGS_KEY];
  const { settings, intact } = parseSettings(stored);
  if (!intact)
    await browser.storage.local.set({ [REJECTED_KEY]: stored, [SETTINGS_KEY]: settings });
  return settings;
}

/** True while settings that could not be read are kept aside. */
export async function hasRejectedSettings(): Promise<boolean> {
  return REJECTED_KEY in (await browser.storage.local.get(REJECTED_KEY));
}

export async function forgetRejectedSettings(): Promise<void> {
  await browser.storage.local.remove(REJECTED_KEY);
}

/** Changes some of the settings; the rest stays as stored. Returns all of them. */
export async function changeSettings(change: Partial<Settings>): Promise<Settings> {
  const settings = { ...(await loadSettings()), ...change };
  await browser.storage.local.set({ [SETTINGS_KEY]: settings });
  return settings;
}

/** Tells the settings whenever they change, in any window. Returns the way to stop. */
export function watchSettings(tell: (settings: Settings) => void): () => void {
  const onChanged = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const change = area === 'local' ? changes[SETTINGS_KEY] : undefined;
    if (change) tell(parseSettings(change.newValue ?? DEFAULT_SETTINGS).settings);
  };
  browser.storage.onChanged.addListener(onChanged);
  return () => browser.storage.onChanged.removeListener(onChanged);
}
