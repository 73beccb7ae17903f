import {
  DEFAULT_SETTINGS,
  type ParsedSettings,
  parseSettings,
  REJECTED_KEY,
  SETTINGS_KEY,
  type Settings,
} from '../shared/settings';
import { browser } from './browser';
import { readStored } from './stored';

/** Under it one writer changes the settings at a time: popup, background, any window. */
const LOCK = 'veil-settings';

/** Reads the settings and leaves them as they are stored: for pages, which have no part in the lock. */
export async function readSettings(): Promise<Settings> {
  return (await read()).settings;
}

/**
 * Reads the settings. What could not be read is kept aside under its own key, and the repaired
 * settings are stored in its place.
 */
export async function loadSettings(): Promise<Settings> {
  const { settings, intact } = await read();
  return intact ? settings : navigator.locks.request(LOCK, repair);
}

/** What is to change, or what makes it of the settings as they are stored. */
type Change = Partial<Settings> | ((now: Settings) => Partial<Settings>);

/** Changes some of the settings; the rest stays as stored. Returns all of them. */
export function changeSettings(change: Change): Promise<Settings> {
  return navigator.locks.request(LOCK, async () => {
    const now = await repair();
    const settings = { ...now, ...(typeof change === 'function' ? change(now) : change) };
    await browser.storage.local.set({ [SETTINGS_KEY]: settings });
    return settings;
  });
}

/** True while settings that could not be read are kept aside. */
export async function hasRejectedSettings(): Promise<boolean> {
  return (await readStored(REJECTED_KEY)) !== undefined;
}

export async function forgetRejectedSettings(): Promise<void> {
  await browser.storage.local.remove(REJECTED_KEY);
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

async function read(): Promise<ParsedSettings & { readonly stored: unknown }> {
  const stored = await readStored(SETTINGS_KEY);
  return { stored, ...parseSettings(stored) };
}

/** Under the lock only: another writer may have repaired them meanwhile. */
async function repair(): Promise<Settings> {
  const { stored, settings, intact } = await read();
  if (!intact)
    await browser.storage.local.set({ [REJECTED_KEY]: stored, [SETTINGS_KEY]: settings });
  return settings;
}
