import browser, { type Runtime } from 'webextension-polyfill';
import { log } from '../shared/log';

/** Shows a new user around, once. */
export function welcomeNewUsers(): void {
  browser.runtime.onInstalled.addListener((details) => {
    welcome(details).catch((error) => log.warn('nobody was welcomed', error));
  });
}

async function welcome({ reason, temporary }: Runtime.OnInstalledDetailsType): Promise<void> {
  if (reason !== 'install' || temporary) return;
  // Developers install it with every start.
  const { installType } = await browser.management.getSelf();
  if (installType === 'development') return;
  await browser.tabs.create({ url: browser.runtime.getURL('src/options/index.html#welcome') });
}
