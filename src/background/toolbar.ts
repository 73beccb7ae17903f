import browser from 'webextension-polyfill';
import { loadSettings, watchSettings } from '../extension/settings-store';
import type { FaultReason } from '../shared/fault';
import { log } from '../shared/log';
import { FAULT_WORDS } from '../ui/fault-words';
import { changeFault, readFaults } from './fault-book';

const ICON_SIZES = [16, 32] as const;

/** Keeps the toolbar icon true to the settings, from the start of the background on. */
export function watchToolbar(): void {
  // Read anew at each change: what cannot be read is repaired, with the bad value kept aside.
  const refresh = () => showSettings().catch((error) => log.warn('the icon cannot be set', error));
  watchSettings(refresh);
  void refresh();
}

async function showSettings(): Promise<void> {
  const { enabled } = await loadSettings();
  await Promise.all([
    browser.action.setIcon({ path: iconOf(undefined, enabled) }),
    browser.action.setTitle({ title: title(enabled) }),
  ]);
  // A tab that had a fault keeps icon and title of its own.
  for (const [tabId, reason] of await readFaults()) await showTab(tabId, reason, enabled);
}

/** Notes a frame's fault, or that it has none (null), and shows the tab's worst. */
export async function showFault(
  { tab, frameId = 0 }: browser.Runtime.MessageSender,
  reason: FaultReason | null,
): Promise<void> {
  const tabId = tab?.id;
  if (tabId === undefined) return;
  const shown = await changeFault(tabId, frameId, reason);
  await showTab(tabId, shown, (await loadSettings()).enabled);
}

async function showTab(
  tabId: number,
  reason: FaultReason | undefined,
  enabled: boolean,
): Promise<void> {
  try {
    await Promise.all([
      browser.action.setIcon({ tabId, path: iconOf(reason, enabled) }),
      browser.action.setTitle({
        tabId,
        title: reason ? `Veil: ${FAULT_WORDS[reason]}` : title(enabled),
      }),
    ]);
  } catch (error) {
    log.debug(`tab ${tabId} is gone`, error);
  }
}

function title(enabled: boolean): string {
  return enabled ? 'Veil is on' : 'Veil is off';
}

function iconOf(reason: FaultReason | undefined, enabled: boolean): Record<string, string> {
  const name = reason ? 'veil-fault' : enabled ? 'veil' : 'veil-off';
  return Object.fromEntries(ICON_SIZES.map((size) => [size, `/icons/${name}-${size}.png`]));
}
