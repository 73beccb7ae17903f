import browser, { type Tabs } from 'webextension-polyfill';
import { log } from '../shared/log';

/**
 * The tab whose call the popup shows: the one it was opened over, or, when the popup's page stands
 * in a tab of its own, the other tab used last.
 */
export async function findCurrentTab(): Promise<Tabs.Tab | undefined> {
  const own = await browser.tabs.getCurrent();
  if (!own) return (await browser.tabs.query({ active: true, lastFocusedWindow: true }))[0];
  const others = await browser.tabs.query({ windowType: 'normal' });
  return others
    .filter(({ id }) => id !== own.id)
    .toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
}

/** Loads the current tab's page again. */
export async function reloadCurrentTab(): Promise<void> {
  const tab = await findCurrentTab();
  await browser.tabs.reload(tab?.id).catch((error) => log.debug('the tab is gone', error));
}
