/** Brings small pictures of a track's frames to the popup that asks for them, and to nobody else. */
import { browser } from '../extension/browser';
import { PICTURE_PORT } from '../shared/handshake';
import { parsePopupToContent } from '../shared/messages';
import type { SmallPicture } from '../shared/small-picture';
import { DOCUMENT_NAME } from './document-name';

type Viewer = { readonly track: number; show(picture: SmallPicture): void };

const viewers = new Set<Viewer>();
let ask: ((track: number) => void) | undefined;

/** Names who asks the page for a picture of a track. */
export function setPictureSource(asks: (track: number) => void): void {
  ask = asks;
}

/** Shows a picture to those who have asked for it. */
export function relayPicture(track: number, picture: SmallPicture): void {
  for (const viewer of viewers) {
    if (viewer.track !== track) continue;
    viewers.delete(viewer);
    viewer.show(picture);
  }
}

/** Answers popups from now on; each picture is asked for, so a popup that is closed costs nothing more. */
export function listenToViewers(): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== PICTURE_PORT) return;
    let waiting: Viewer | undefined;
    const forget = () => {
      if (waiting) viewers.delete(waiting);
    };
    port.onDisconnect.addListener(forget);
    port.onMessage.addListener((data: unknown) => {
      const asked = parsePopupToContent(data);
      // All frames of the tab hear it.
      if (asked?.frame !== DOCUMENT_NAME) return;
      forget();
      waiting = { track: asked.track, show: (picture) => port.postMessage(picture) };
      viewers.add(waiting);
      ask?.(asked.track);
    });
  });
}
