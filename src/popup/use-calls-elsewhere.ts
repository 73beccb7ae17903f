import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { readTabs } from '../extension/tab-book';
import { log } from '../shared/log';
import { findCurrentTab } from './current-tab';

/** Another tab with a call, which gets every change that is made here. */
export type CallElsewhere = { readonly tab: number; readonly title: string };

/** Tabs with a call besides the one under the popup, live. */
export function useCallsElsewhere(): readonly CallElsewhere[] {
  const [calls, setCalls] = useState<readonly CallElsewhere[]>([]);
  useEffect(() => {
    const read = () =>
      findCalls()
        .then(setCalls)
        .catch((error) => log.debug('the other calls are not known', error));
    const onChanged = (_: unknown, area: string) => {
      if (area === 'session') void read();
    };
    void read();
    browser.storage.onChanged.addListener(onChanged);
    return () => browser.storage.onChanged.removeListener(onChanged);
  }, []);
  return calls;
}

async function findCalls(): Promise<CallElsewhere[]> {
  const [current, tabs] = await Promise.all([findCurrentTab(), readTabs()]);
  const others = tabs.filter(({ tab, isLive }) => isLive && tab !== current?.id);
  const found = await Promise.all(
    others.map(async ({ tab }) => {
      const { title = '' } = await browser.tabs.get(tab);
      return { tab, title };
    }),
  );
  return found;
}
