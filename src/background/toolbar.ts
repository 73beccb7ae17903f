import browser from 'webextension-polyfill';
import { loadSettings, watchSettings } from '../extension/settings-store';
import { FAULTS, type FaultReason } from '../shared/fault';
import type { Settings } from '../shared/settings';

const SIZES = [16, 32] as const;

/** Keeps the toolbar icon true to the settings, from the start of the background on. */
export function watchToolbar(): void {
  // Read anew at each change: what cannot be read is repaired, with the bad value kept aside.
  const refresh = () =>
    loadSettings()
      .then(showSettings)
      .catch((error) => console.warn('Veil: the settings cannot be read', error));
  watchSettings(refresh);
  void refresh();
}

async function showSettings({ enabled }: Settings): Promise<void> {
  await Promise.all([
    browser.action.setIcon({ path: iconPaths(enabled ? 'veil' : 'veil-off') }),
    browser.action.setTitle({ title: enabled ? 'Veil is on' : 'Veil is off' }),
  ]);
}

/** Marks a tab whose call has a fault, and says why in the title; null takes the mark away. */
export async function showFault(
  { tab }: browser.Runtime.MessageSender,
  reason: FaultReason | null,
): Promise<void> {
  const tabId = tab?.id;
  if (tabId === undefined) return;
  const { enabled } = await loadSettings();
  await Promise.all([
    browser.action.setBadgeText({ tabId, text: reason ? '!' : '' }),
    browser.action.setBadgeBackgroundColor({ tabId, color: '#b3261e' }),
    browser.action.setTitle({
      tabId,
      title: reason ? `Veil: ${FAULTS[reason]}` : enabled ? 'Veil is on' : 'Veil is off',
    }),
  ]);
}

function iconPaths(name: string): Record<string, string> {
  return Object.fromEntries(SIZES.map((size) => [size, `/icons/${name}-${size}.png`]));
}
