import type { Tabs } from 'webextension-polyfill';
import { browser } from '../extension/browser';
import { siteOf } from '../extension/site';
import { log } from '../shared/log';

/** Where the popup's page stands, and over what. */
export type PopupPlace = {
  /** It stands in a tab, not in a popup. */
  readonly isInTab: boolean;
  /**
   * The tab whose call the popup shows: the one it was opened over, or, when the popup's page stands
   * in a tab of its own, the other tab used last.
   */
  readonly tab: number | undefined;
  /** The site of that tab; empty where it has none. */
  readonly site: string;
};

/** Asks all at once: each answer takes the browser a while. */
export async function findPlace(): Promise<PopupPlace> {
  const [own, [active], all] = await Promise.all([
    browser.tabs.getCurrent(),
    browser.tabs.query({ active: true, lastFocusedWindow: true }),
    browser.tabs.query({ windowType: 'normal' }),
  ]);
  const tab = own ? lastUsed(all.filter(({ id }) => id !== own.id)) : active;
  return { isInTab: own !== undefined, tab: tab?.id, site: siteOf(tab?.url) };
}

function lastUsed(tabs: readonly Tabs.Tab[]): Tabs.Tab | undefined {
  return tabs.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
}

/** Loads the page of the tab under the popup again. */
export async function reloadCurrentTab(): Promise<void> {
  const { tab } = await findPlace();
  await browser.tabs.reload(tab).catch((error) => log.debug('the tab is gone', error));
}
