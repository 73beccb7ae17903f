import { browser } from '../extension/browser';
import { LINK_CONNECT } from '../shared/handshake';
import { type HiddenFrame, openHiddenFrame, PLACES, postToFrame } from './hidden-frame';

/** A frame that no track uses is kept so long: a site stops its camera and starts it again, ms. */
const IDLE_MS = 5000;

type Link = HiddenFrame & {
  /** Known to this script and the frame alone. */
  readonly secret: string;
  /** Who is told when it is gone. */
  readonly users: Set<() => void>;
};

let current: Link | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;

/**
 * Hands a port to the frame that tells this document's loops what the user wants, which is made when first
 * needed. site: whose settings are told. onLost: called when it is gone, or cannot be had; the page's own
 * way is left then.
 */
export async function connectLink(
  port: MessagePort,
  site: string,
  onLost: () => void,
): Promise<void> {
  setLinkUse(true);
  for (const place of PLACES.keys()) {
    if (!current?.host.isConnected) current = openLink(place);
    const link = current;
    const frame = await Promise.race([link.loaded, link.removed]);
    // Some pages remove what they do not know.
    if (frame === undefined) continue;
    if (!frame) break;
    if (link.users.size === 0) vouch(link, site);
    link.users.add(onLost);
    postToFrame(frame, link.secret, [port]);
    return;
  }
  onLost();
}

/** Whether a track needs it. */
export function setLinkUse(inUse: boolean): void {
  if (inUse) {
    clearTimeout(idle);
    idle = undefined;
  } else if (current) {
    idle ??= setTimeout(() => {
      current?.host.remove();
      current = undefined;
      idle = undefined;
    }, IDLE_MS);
  }
}

function openLink(place: number): Link {
  const random = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const frame = openHiddenFrame(`src/link/frame.html#${random}`, place);
  return { ...frame, secret: `${LINK_CONNECT}#${random}`, users: new Set() };
}

/** Only a script of the extension can open this port: any page could make such a frame, and ask it. */
function vouch({ secret, users }: Link, site: string): void {
  const port = browser.runtime.connect({ name: secret });
  port.onDisconnect.addListener(() => {
    for (const onLost of users) onLost();
    // Whoever asks next vouches anew.
    users.clear();
  });
  port.postMessage(site);
}
