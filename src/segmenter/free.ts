/**
 * Frees buffers that came from the browser (a response, a message) now, and not when some garbage is
 * collected, by sending them to nobody. Their own `transfer` would not: the browser keeps a hold of them.
 */
export function free(buffers: ArrayBuffer[]): void {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.postMessage(undefined, buffers);
  port1.close();
}
