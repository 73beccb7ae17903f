import { browser } from '../extension/browser';
import { PICTURE_PORT } from '../shared/handshake';
import { log } from '../shared/log';
import { ANY_TRACK, type TrackName } from '../shared/messages';
import { isRecord } from '../shared/parse';
import type { PopupPlace } from './place';

/** A track of a tab. */
export type NamedTrack = TrackName & { readonly tab: number };

/** The track that a tab has shown a picture of, before it has told of its tracks. data: its answer. */
export type EarlyPicture = NamedTrack & { readonly data: unknown; readonly at: number };

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
      port.disconnect();
      const { frame, track } = isRecord(data) ? data : {};
      if (typeof frame === 'string' && typeof track === 'number')
        resolve({ tab, frame, track, data, at: performance.now() });
    });
    port.onDisconnect.addListener(() => {
      // Chromium logs an error that nobody reads.
      if (browser.runtime.lastError) log.debug('the tab shows no early picture');
    });
    port.postMessage(ANY_TRACK);
  });
}
