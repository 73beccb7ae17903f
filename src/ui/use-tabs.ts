import { useEffect, useState } from 'preact/hooks';
import { browser } from '../extension/browser';
import { readTabs, type TabState } from '../extension/tab-book';
import { log } from '../shared/log';

export type NamedTab = { readonly tab: number; readonly title: string };

/** Picks some of the tabs that have, or have had, a camera; the same function each time. */
type Pick = (tabs: readonly TabState[]) => Promise<readonly TabState[]> | readonly TabState[];

/** The tabs that `pick` gives, by their titles, live. */
export function useTabs(pick: Pick): readonly NamedTab[] {
  const [named, setNamed] = useState<readonly NamedTab[]>([]);
  useEffect(() => {
    const read = () =>
      findTabs(pick)
        .then(setNamed)
        .catch((error) => log.debug('the tabs are not known', error));
    const onChanged = (_: unknown, area: string) => {
      if (area === 'session') void read();
    };
    void read();
    browser.storage.onChanged.addListener(onChanged);
    return () => browser.storage.onChanged.removeListener(onChanged);
  }, []);
  return named;
}

async function findTabs(pick: Pick): Promise<NamedTab[]> {
  const picked = await pick(await readTabs());
  return Promise.all(
    picked.map(async ({ tab }) => {
      const { title = '' } = await browser.tabs.get(tab);
      return { tab, title };
    }),
  );
}
