import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';

/** Whether this page stands in a tab, not in a popup. */
export async function readIsInTab(): Promise<boolean> {
  return (await browser.tabs.getCurrent()) !== undefined;
}

/** The same; undefined until it is known. first: what is known of it. */
export function useInTab(first?: boolean): boolean | undefined {
  const [isInTab, setInTab] = useState(first);
  useEffect(() => {
    void readIsInTab().then(setInTab);
  }, []);
  return isInTab;
}
