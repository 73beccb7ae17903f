import { browser } from '../extension/browser';
import { SEGMENTER_CONNECT } from '../shared/handshake';

/** A frame that has not loaded by then never will. */
const LOAD_TIMEOUT_MS = 10_000;

type SegmenterFrame = { readonly host: HTMLElement; readonly loaded: Promise<Window | undefined> };

let current: SegmenterFrame | undefined;

/**
 * Hands a port to the segmenter of this document, which is made when first needed and made anew if
 * the page has removed it. False when its frame does not load.
 */
export async function connectSegmenter(port: MessagePort): Promise<boolean> {
  if (!current?.host.isConnected) current = openFrame();
  const { host, loaded } = current;
  const frame = await loaded;
  if (!frame) {
    host.remove();
    return false;
  }
  frame.postMessage(SEGMENTER_CONNECT, new URL(browser.runtime.getURL('')).origin, [port]);
  return true;
}

/** A hidden frame inside a closed shadow root: out of sight, and out of the page's selectors. */
function openFrame(): SegmenterFrame {
  const host = document.createElement('div');
  host.style.display = 'none';
  host.ariaHidden = 'true';
  const frame = document.createElement('iframe');
  frame.src = browser.runtime.getURL('src/segmenter/frame.html');
  frame.tabIndex = -1;
  const loaded = new Promise<Window | undefined>((resolve) => {
    frame.addEventListener('load', () => resolve(frame.contentWindow ?? undefined), { once: true });
    setTimeout(() => resolve(undefined), LOAD_TIMEOUT_MS);
  });
  host.attachShadow({ mode: 'closed' }).append(frame);
  document.documentElement.append(host);
  return { host, loaded };
}
