import { browser } from '../extension/browser';
import { SEGMENTER_CONNECT } from '../shared/handshake';
import type { LoopToSegmenter } from '../shared/messages';
import type { ModelVariantName } from '../shared/model-variants';

/** A frame that has not answered by then never will. */
const ANSWER_TIMEOUT_MS = 10_000;
/** A frame younger than this is not replaced: another track has just had it made. */
const YOUNG_MS = 5000;
/** A frame that no track uses is kept so long: a site stops its camera and starts it again. */
const IDLE_MS = 30_000;

type SegmenterFrame = {
  readonly host: HTMLElement;
  /** null when it cannot load. */
  readonly loaded: Promise<Window | null>;
  readonly removed: Promise<undefined>;
  readonly madeAt: number;
};

/** Where the frame may stand. Some pages remove what they do not know from the one or the other. */
const PLACES = ['documentElement', 'body', 'head'] as const;
let place = 0;

let current: SegmenterFrame | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;

/**
 * Hands a port to the segmenter of this document, which is made when first needed, and made anew if
 * the page has removed it or the caller finds it broken. False when the page blocks its frame.
 */
export async function connectSegmenter(port: MessagePort, replace: boolean): Promise<boolean> {
  setSegmenterUse(true);
  if (current && replace && performance.now() - current.madeAt > YOUNG_MS) current.host.remove();
  for (const _ of PLACES) {
    if (!current?.host.isConnected) current = openFrame();
    const { host, loaded, removed } = current;
    const frame = await Promise.race([loaded, removed]);
    if (frame === undefined) {
      if (current.host === host) place++;
      continue;
    }
    const answered = await Promise.race([greet(frame, port), removed]);
    if (!answered) host.remove();
    return answered === true;
  }
  return false;
}

/** Has the segmenter load a model before a track asks for it: a camera takes its time to open. */
export async function warmSegmenter(variant: ModelVariantName): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const job: LoopToSegmenter = { type: 'load', variant };
  port1.postMessage(job);
  // Whatever it answers, a track will ask again.
  port1.onmessage = () => port1.close();
  if (!(await connectSegmenter(port2, false))) port1.close();
}

/** Whether a track needs the segmenter: one that none has needed for a while gives its memory back. */
export function setSegmenterUse(inUse: boolean): void {
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

/** Gives the port to the frame; a blocked one shows an error page, which does not answer. */
function greet(frame: Window | null, port: MessagePort): Promise<boolean> {
  if (!frame) return Promise.resolve(false);
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), ANSWER_TIMEOUT_MS);
    const origin = new URL(browser.runtime.getURL('')).origin;
    frame.postMessage(SEGMENTER_CONNECT, origin, [port, port2]);
  });
}

/** A hidden frame inside a closed shadow root: out of sight, and out of the page's selectors. */
function openFrame(): SegmenterFrame {
  const host = document.createElement('div');
  host.style.display = 'none';
  host.ariaHidden = 'true';
  const frame = document.createElement('iframe');
  frame.src = browser.runtime.getURL('src/segmenter/frame.html');
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
