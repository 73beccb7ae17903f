import browser from 'webextension-polyfill';
import { noteFault } from '../extension/fault-log';
import { loadSettings, watchSettings } from '../extension/settings-store';
import { changeFrame, readTabs, type TabState } from '../extension/tab-book';
import type { DocumentState } from '../shared/document-state';
import { log } from '../shared/log';
import type { Settings } from '../shared/settings';
import { FAULT_WORDS } from '../ui/fault-words';
import { say } from '../ui/words';

const ICON_SIZES = [16, 32] as const;

/** What the toolbar's button says of a tab, or of all that have nothing of their own. */
type Face = {
  readonly icon: 'veil' | 'veil-off' | 'veil-covered' | 'veil-fault';
  readonly title: string;
  /** Over a tab whose call shows the room: that is to be seen at a glance. */
  readonly badge: string;
};

/** Keeps the toolbar icon true to the settings, from the start of the background on. */
export function watchToolbar(): void {
  // Read anew at each change: what cannot be read is repaired, with the bad value kept aside.
  const refresh = () => showSettings().catch((error) => log.warn('the icon cannot be set', error));
  watchSettings(refresh);
  void refresh();
}

async function showSettings(): Promise<void> {
  const settings = await loadSettings();
  await show({}, faceOf(settings));
  // A tab that had a call keeps icon and title of its own.
  for (const tab of await readTabs()) await showTab(tab, settings);
}

/** Notes how a frame does, or that it has no camera (null), and shows it over its tab. */
export async function showDocument(
  { tab, frameId = 0 }: browser.Runtime.MessageSender,
  state: DocumentState | null,
): Promise<void> {
  if (tab?.id === undefined) return;
  // A document tells of changes alone.
  if (state?.reason) void noteFault(state.reason);
  const [shown, settings] = await Promise.all([
    changeFrame(tab.id, frameId, state),
    loadSettings(),
  ]);
  await showTab(shown, settings);
}

/** What each tab was to show last. */
const faces = new Map<number, Face>();

async function showTab(tab: TabState, settings: Settings): Promise<void> {
  const face = faceOf(settings, tab);
  const isSame = (other: Face | undefined) => JSON.stringify(other) === JSON.stringify(face);
  // Each icon takes memory that Chromium does not give back. A page that is left takes its tab's own face along.
  if (isSame(faces.get(tab.tab)) && isSame(faceOf(settings))) return;
  faces.set(tab.tab, face);
  try {
    await show({ tabId: tab.tab }, face);
  } catch (error) {
    faces.delete(tab.tab);
    log.debug(`tab ${tab.tab} is gone`, error);
  }
}

function faceOf({ enabled, covered }: Settings, tab?: TabState): Face {
  if (tab?.reason)
    return {
      icon: 'veil-fault',
      title: say('veil_fault', say(FAULT_WORDS[tab.reason])),
      badge: '!',
    };
  if (covered) return { icon: 'veil-covered', title: say('veil_covered'), badge: '' };
  // A site may be switched on or off by itself.
  const isOff = tab?.isLive ? tab.isOff : !enabled;
  if (!isOff) return { icon: 'veil', title: say('veil_on'), badge: '' };
  return { icon: 'veil-off', title: say('veil_off'), badge: tab?.isLive ? say('badge_off') : '' };
}

async function show(where: { tabId?: number }, { icon, title, badge }: Face): Promise<void> {
  const path = Object.fromEntries(ICON_SIZES.map((size) => [size, `/icons/${icon}-${size}.png`]));
  await Promise.all([
    browser.action.setIcon({ ...where, path }),
    browser.action.setTitle({ ...where, title }),
    browser.action.setBadgeText({ ...where, text: badge }),
    browser.action.setBadgeBackgroundColor({ ...where, color: '#b3261e' }),
  ]);
}
