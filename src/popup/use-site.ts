import { useEffect, useState } from 'preact/hooks';
import { siteOf } from '../extension/site';
import { log } from '../shared/log';
import { findCurrentTab } from './current-tab';

/** The site of the tab under the popup; empty until it is known, and where a tab has none. first: what is known of it. */
export function useSite(first = ''): string {
  const [site, setSite] = useState(first);
  useEffect(() => {
    findCurrentTab()
      .then((tab) => setSite(siteOf(tab?.url)))
      .catch((error) => log.debug('the site cannot be found', error));
  }, []);
  return site;
}
