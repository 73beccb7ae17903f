import browser from 'webextension-polyfill';
import { keepPolicy } from '../extension/policy-store';
import { log } from '../shared/log';
import { NO_POLICY, type Policy, parsePolicy } from '../shared/policy';

/** Hands on what an administrator decides, from the start of the background on. */
export function watchManaged(): void {
  const read = () =>
    readManaged()
      .then(keepPolicy)
      .catch((error) => log.warn('the policy cannot be kept', error));
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') void read();
  });
  void read();
}

/** Firefox rejects where nobody has decided anything. */
async function readManaged(): Promise<Policy> {
  try {
    return parsePolicy(await browser.storage.managed.get(null));
  } catch (error) {
    log.debug('no policy', error);
    return NO_POLICY;
  }
}
