import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';

/** Whether this page stands in a tab, not in a popup; undefined until it is known. */
export function useInTab(): boolean | undefined {
  const [isInTab, setInTab] = useState<boolean>();
  useEffect(() => {
    void browser.tabs.getCurrent().then((tab) => setInTab(tab !== undefined));
  }, []);
  return isInTab;
}
