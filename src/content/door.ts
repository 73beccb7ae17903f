/**
 * Where the page's world asks for this one. After an update of Veil the script of the version before is still in the page,
 * and keeps what is asked of it for the one that comes after.
 */
import { CAMERA_WANTED, CONTENT_STARTED, CONTENT_WANTED, PROTOCOL } from '../shared/handshake';
import type { ContentToPage, Outcome } from '../shared/messages';
import { ask, isExtensionAlive } from './background';
import { openBridge, refusePage } from './bridge';
import { createLimit } from './limit';

/** A page opens one, and one more after each failure. */
const BRIDGES_AT_ONCE = 20;
const BRIDGES_PER_SECOND = 0.1;
/** An update takes a second or two; who was turned off or removed does not come back. */
const SUCCESSOR_TIMEOUT_MS = 4000;

const mayOpen = createLimit(BRIDGES_AT_ONCE, BRIDGES_PER_SECOND);

/** Listens to what the page's world wants; devices: where it says so. */
export function openDoor(devices: MediaDevices): void {
  /** What was asked for since the extension is gone. */
  const waiting = new Set<MessagePort>();
  let hasSuccessor = false;

  devices.addEventListener(CAMERA_WANTED, (event) => {
    // Another script is there to answer.
    if (hasSuccessor) return;
    const port = hear(event);
    if (!port) return;
    if (isExtensionAlive()) void serve(port);
    else wait(port);
  });
  devices.addEventListener(CONTENT_WANTED, (event) => {
    if (!isExtensionAlive()) return;
    const port = hear(event);
    if (port) openBridge(port);
  });
  devices.addEventListener(CONTENT_STARTED, () => {
    if (isExtensionAlive()) return;
    hasSuccessor = true;
    for (const port of waiting) {
      const init = { data: PROTOCOL, ports: [port], cancelable: true };
      devices.dispatchEvent(new MessageEvent(CAMERA_WANTED, init));
    }
    waiting.clear();
  });

  const wait = (port: MessagePort) => {
    waiting.add(port);
    setTimeout(() => {
      if (waiting.delete(port)) fail(port, 'extension-gone');
    }, SUCCESSOR_TIMEOUT_MS);
  };

  devices.dispatchEvent(new Event(CONTENT_STARTED));
}

/** Keeps the event from the page, and tells the page's world that it was heard. */
function hear(event: Event): MessagePort | undefined {
  event.stopImmediatePropagation();
  event.preventDefault();
  const { data, ports } = event as MessageEvent;
  const [port] = ports ?? [];
  if (!port || !mayOpen()) return undefined;
  if (data === PROTOCOL) return port;
  refusePage(port);
  return undefined;
}

async function serve(port: MessagePort): Promise<void> {
  openBridge(port);
  const outcome = await ask<Outcome>({ type: 'inject-pipeline' });
  if (!outcome.ok) fail(port, outcome.reason);
}

function fail(port: MessagePort, reason: (Outcome & { ok: false })['reason']): void {
  const failure: ContentToPage = { type: 'pipeline-failed', reason };
  port.postMessage(failure);
}
