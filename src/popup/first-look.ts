import { listOwnEntries, type OwnEntry } from '../extension/backdrop-store';
import { type PanelState, readPanel } from '../extension/panel-store';
import { readPolicy } from '../extension/policy-store';
import { readSettings } from '../extension/settings-store';
import { siteOf } from '../extension/site';
import { readTabs } from '../extension/tab-book';
import type { Policy } from '../shared/policy';
import type { Settings } from '../shared/settings';
import { findCurrentTab } from './current-tab';
import { readIsInTab } from './use-in-tab';

/** What the popup is drawn of at first; what is missing comes later. */
export type FirstLook = {
  readonly settings?: Settings;
  readonly panel?: PanelState;
  readonly policy?: Policy;
  readonly site?: string;
  readonly isInTab?: boolean;
  /** The tab has a camera in use. */
  readonly isCalling?: boolean;
  readonly entries?: readonly OwnEntry[];
};

/** So long the popup may stay empty, ms. */
const PATIENCE_MS = 100;

/**
 * Reads it all at once, so that the first picture of the popup can be used: a second one takes the browser as long again.
 * Whatever is not read in time, or cannot be, is left to those who show it.
 */
export async function takeFirstLook(): Promise<FirstLook> {
  const found: { -readonly [Key in keyof FirstLook]: FirstLook[Key] } = {};
  const take = async <Key extends keyof FirstLook>(key: Key, read: Promise<FirstLook[Key]>) => {
    found[key] = await read;
  };
  const tab = findCurrentTab();
  const isCalling = async () => {
    const [current, tabs] = await Promise.all([tab, readTabs()]);
    return tabs.some((each) => each.isLive && each.tab === current?.id);
  };
  const all = Promise.allSettled([
    take('settings', readSettings()),
    take('panel', readPanel()),
    take('policy', readPolicy()),
    take(
      'site',
      tab.then((current) => siteOf(current?.url)),
    ),
    take('isCalling', isCalling()),
    take('isInTab', readIsInTab()),
    take('entries', listOwnEntries()),
  ]);
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  return { ...found };
}
