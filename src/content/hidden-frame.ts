import { browser } from '../extension/browser';

/** A frame that has not answered for so long never will, ms. */
export const ANSWER_TIMEOUT_MS = 10_000;

/** A frame of the extension in a page, out of sight. */
export type HiddenFrame = {
  readonly host: HTMLElement;
  /** null when it cannot load. */
  readonly loaded: Promise<Window | null>;
  readonly removed: Promise<undefined>;
  readonly madeAt: number;
};

/** Where the frame may stand. Some pages remove what they do not know from the one or the other. */
export const PLACES = ['documentElement', 'body', 'head'] as const;

/** Inside a closed shadow root, out of the page's selectors. path: of its page, in the extension. place: which of PLACES. */
export function openHiddenFrame(path: string, place: number): HiddenFrame {
  const host = document.createElement('div');
  host.style.display = 'none';
  host.ariaHidden = 'true';
  const frame = document.createElement('iframe');
  frame.src = browser.runtime.getURL(path);
  frame.tabIndex = -1;
  const loaded = new Promise<Window | null>((resolve) => {
    frame.addEventListener('load', () => resolve(frame.contentWindow), { once: true });
    setTimeout(() => resolve(null), ANSWER_TIMEOUT_MS);
  });
  host.attachShadow({ mode: 'closed' }).append(frame);
  const parent = document[PLACES[place % PLACES.length] as 'body'] ?? document.documentElement;
  parent.append(host);
  const removed = new Promise<undefined>((resolve) => {
    const watch = new MutationObserver(() => {
      if (host.isConnected) return;
      watch.disconnect();
      resolve(undefined);
    });
    watch.observe(parent, { childList: true });
  });
  return { host, loaded, removed, madeAt: performance.now() };
}

/** Hands ports to a frame's page, and to nobody else. */
export function postToFrame(frame: Window, message: string, ports: MessagePort[]): void {
  frame.postMessage(message, new URL(browser.runtime.getURL('')).origin, ports);
}
