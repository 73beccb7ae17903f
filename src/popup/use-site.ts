import { useEffect, useState } from 'preact/hooks';
import { log } from '../shared/log';
import { findCurrentTab } from './current-tab';

/** The origin of the tab under the popup; undefined until it is known, and where a tab has none. */
export function useSite(): string | undefined {
  const [site, setSite] = useState<string>();
  useEffect(() => {
    findCurrentTab()
      .then((tab) => {
        if (tab?.url) setSite(new URL(tab.url).origin);
      })
      .catch((error) => log.debug('the site cannot be found', error));
  }, []);
  return site;
}
