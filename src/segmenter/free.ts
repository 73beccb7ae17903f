/** A port that leads nowhere. */
const { port1: nowhere, port2 } = new MessageChannel();
port2.close();

/**
 * Frees a buffer now, and not some day: by sending it to nobody. Its own `transfer` would not
 * (docs/browser-faults.md#buffers-kept).
 */
export function free(bytes: ArrayBuffer): void {
  nowhere.postMessage(bytes, [bytes]);
}
