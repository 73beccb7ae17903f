import { browser } from '../extension/browser';
import { PICTURE_PORT } from '../shared/handshake';
import { log } from '../shared/log';
import { ANY_TRACK } from '../shared/messages';
import type { PopupPlace } from './place';

/** data: an answer of the tab's. */
export type EarlyPicture = { readonly data: unknown; readonly at: number };

/**
 * Asks the tab under the popup for a picture of whatever runs there, before it is known what does: it is on its way while the
 * popup is drawn. Settles when one comes, and so never where there is no call.
 */
export async function askEarlyPicture(place: Promise<PopupPlace>): Promise<EarlyPicture> {
  const { tab } = await place;
  return new Promise((resolve) => {
    if (tab === undefined) return;
    const port = browser.tabs.connect(tab, { name: PICTURE_PORT });
    port.onMessage.addListener((data: unknown) => {
      resolve({ data, at: performance.now() });
      port.disconnect();
    });
    port.onDisconnect.addListener(() => {
      // Chromium logs an error that nobody reads.
      if (browser.runtime.lastError) log.debug('the tab shows no early picture');
    });
    port.postMessage(ANY_TRACK);
  });
}
