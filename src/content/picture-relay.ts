/** Brings small pictures of a track's frames to the popup that asks for them, and to nobody else. */
import { browser } from '../extension/browser';
import { PICTURE_PORT } from '../shared/handshake';
import {
  ANY_TRACK,
  type PopupToContent,
  parsePopupToContent,
  type TrackPicture,
} from '../shared/messages';
import type { SmallPicture } from '../shared/small-picture';
import { DOCUMENT_NAME } from './document-name';
import { mainTrack } from './status-board';

type Viewer = { readonly track: number; show(picture: SmallPicture): void };

const viewers = new Set<Viewer>();
type Ask = (track: number, isFirst: boolean) => void;
let ask: Ask | undefined;

/** Names who asks the page for a picture of a track. isFirst: of who knows no track yet. */
export function setPictureSource(asks: Ask): void {
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
      const track = trackOf(asked);
      if (track === undefined) return;
      forget();
      const show = (picture: SmallPicture) => {
        const shown: TrackPicture = { frame: DOCUMENT_NAME, track, picture };
        port.postMessage(shown);
      };
      waiting = { track, show };
      viewers.add(waiting);
      ask?.(track, asked === ANY_TRACK);
    });
  });
}

/** The track of this document that is asked for, if one is: all frames of the tab hear it. */
function trackOf(asked: PopupToContent | undefined): number | undefined {
  if (asked === ANY_TRACK) return mainTrack();
  return asked?.frame === DOCUMENT_NAME ? asked.track : undefined;
}
