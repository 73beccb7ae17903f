import { listOwnEntries, type OwnEntry } from '../extension/backdrop-store';
import { type PanelState, readPanel } from '../extension/panel-store';
import { readPolicy } from '../extension/policy-store';
import { readSettings } from '../extension/settings-store';
import { readTabs } from '../extension/tab-book';
import type { Policy } from '../shared/policy';
import type { Settings } from '../shared/settings';
import type { PopupPlace } from './place';

/** What the popup is drawn of at first; what is missing comes later. */
export type FirstLook = {
  readonly settings?: Settings;
  readonly panel?: PanelState;
  readonly policy?: Policy;
  readonly place?: PopupPlace;
  /** The tab has a camera in use. */
  readonly isCalling?: boolean;
  readonly entries?: readonly OwnEntry[];
};

/** So long the popup may stay empty for what is not read yet, ms. */
const PATIENCE_MS = 100;

/**
 * Reads it all at once, from now on, so that the first picture of the popup can be used: a second one takes the browser as long
 * again. Gives what takes a first look at it: whatever is not read in time, or cannot be, is left to those who show it.
 */
export function readAhead(place: Promise<PopupPlace>): () => Promise<FirstLook> {
  const found: { -readonly [Key in keyof FirstLook]: FirstLook[Key] } = {};
  const take = async <Key extends keyof FirstLook>(key: Key, read: Promise<FirstLook[Key]>) => {
    found[key] = await read;
  };
  const isCalling = async () => {
    const [{ tab }, tabs] = await Promise.all([place, readTabs()]);
    return tabs.some((each) => each.isLive && each.tab === tab);
  };
  const all = Promise.allSettled([
    take('settings', readSettings()),
    take('panel', readPanel()),
    take('policy', readPolicy()),
    take('place', place),
    take('isCalling', isCalling()),
    take('entries', listOwnEntries()),
  ]);
  return async () => {
    await Promise.race([all, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    return { ...found };
  };
}
