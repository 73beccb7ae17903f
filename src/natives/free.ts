import { natives } from './natives';

/** A port that leads nowhere; opened when it is first needed. */
let nowhere: MessagePort | undefined;

/**
 * Frees a buffer now, and not some day: by sending it to nobody. Its own `transfer` would not
 * (docs/browser-faults.md#buffers-kept). No class of the page's gets to see it.
 */
export function free(bytes: ArrayBuffer): void {
  nowhere ??= openNowhere();
  nowhere.postMessage(bytes, [bytes]);
}

function openNowhere(): MessagePort {
  const { port1, port2 } = new natives.MessageChannel();
  natives.pin(port2, 'port').close();
  return natives.pin(port1, 'port');
}
