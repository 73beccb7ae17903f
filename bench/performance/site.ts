import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Neither scripts nor workers nor frames: what Veil needs, it has to bring. */
const CSP = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const HTML = '<!doctype html><meta charset="utf-8"><title>A call</title>';

export type Site = { readonly url: string; close(): void };

/** Serves an empty page on a free port of this machine. csp: with a policy that forbids workers. */
export async function serveSite(csp: boolean): Promise<Site> {
  const server = createServer((_request, response) => {
    const policy = csp ? { 'Content-Security-Policy': CSP } : {};
    response.writeHead(200, { 'Content-Type': 'text/html', ...policy }).end(HTML);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
