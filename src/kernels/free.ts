/** A port that leads nowhere; opened when it is first needed. */
let nowhere: MessagePort | undefined;

/**
 * Frees a buffer now, and not some day: by sending it to nobody. Its own `transfer` would not
 * (docs/browser-faults.md#buffers-kept).
 */
export function free(bytes: ArrayBuffer): void {
  nowhere ??= openNowhere();
  nowhere.postMessage(bytes, [bytes]);
}

function openNowhere(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}
