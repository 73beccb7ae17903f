const { port1: drain, port2 } = new MessageChannel();
port2.close();

/**
 * Frees a buffer that came from the browser (a response, a message) now, and not when some garbage is
 * collected, by sending it to nobody. Its own `transfer` would not: the browser keeps a hold of it.
 */
export function free(buffer: ArrayBuffer): void {
  drain.postMessage(undefined, [buffer]);
}
