import { natives } from '../natives/natives';
import { CAMERA_SHOWN, CONTENT_STARTED, CONTENT_WANTED, PROTOCOL } from '../shared/handshake';
import type { PageToContent } from '../shared/messages';

/** The pipeline's way to the content script. */
export type ContentLink = {
  send(message: PageToContent, transfer?: Transferable[]): void;
  /** Shows it a track: it sees for itself what the browser has given to this document. */
  show(track: MediaStreamTrack): void;
};

/** The two ends of a channel; the content script has the other, and the page's world too, as an event's target. */
type Ends = { readonly port: MessagePort; readonly other: MessagePort };

/**
 * Opens the link. onMessage: takes what comes. onReplaced: called when Veil was updated and the link leads to another
 * content script, which knows nothing yet.
 */
export function openContentLink(
  first: Ends,
  onMessage: (data: unknown) => void,
  onReplaced: () => void,
): ContentLink {
  const { apply, mediaDevices } = natives;
  let ends = first;
  const listen = () => {
    ends.port.onmessage = ({ data }) => onMessage(data);
  };

  const onStarted = () => {
    const { port1, port2 } = new natives.MessageChannel();
    const init = { data: PROTOCOL, ports: [port2], cancelable: true };
    const wanted = new natives.MessageEvent(CONTENT_WANTED, init);
    // Heard, it is cancelled.
    if (apply(natives.dispatchEvent, mediaDevices, [wanted])) return;
    ends.port.close();
    ends = { port: natives.pin(port1, 'port'), other: port2 };
    listen();
    onReplaced();
  };

  listen();
  apply(natives.addEventListener, mediaDevices, [CONTENT_STARTED, onStarted]);

  return {
    send: (message, transfer = []) => ends.port.postMessage(message, transfer),
    show: (track) => {
      const shown = new natives.MediaStreamTrackEvent(CAMERA_SHOWN, { track });
      apply(natives.dispatchEvent, ends.other, [shown]);
    },
  };
}
