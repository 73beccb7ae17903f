import { useEffect, useState } from 'preact/hooks';
import { browser } from '../extension/browser';
import { log } from '../shared/log';
import type { Sentence } from './words';

/** What the manifest asks for; browsers let the user withhold it. */
const ALL_SITES = { origins: ['<all_urls>'] };

export type SiteAccess = {
  /** True once it is known that Veil may not work on some sites. */
  readonly withheld: boolean;
  /** Has the browser ask the user; to be called in a click. */
  request(): void;
};

/** Whether Veil may work on all sites, live. `onProblem` gets a sentence for what fails. */
export function useSiteAccess(onProblem: (sentence: Sentence) => void): SiteAccess {
  const [withheld, setWithheld] = useState(false);

  const fail = (error: unknown) => {
    log.warn('the permission cannot be asked for', error);
    onProblem(['access_not_asked']);
  };

  useEffect(() => {
    const { onAdded, onRemoved } = browser.permissions;
    const read = () =>
      void browser.permissions.contains(ALL_SITES).then((has) => setWithheld(!has), fail);
    read();
    onAdded.addListener(read);
    onRemoved.addListener(read);
    return () => {
      onAdded.removeListener(read);
      onRemoved.removeListener(read);
    };
  }, []);

  return {
    withheld,
    // Nothing may come between the click and this call.
    request: () => void browser.permissions.request(ALL_SITES).catch(fail),
  };
}
