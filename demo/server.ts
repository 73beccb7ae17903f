import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { bundle } from '../e2e/fixtures/bundle';

/** The look of the components that the page shows. */
const STYLE = fileURLToPath(new URL('../src/options/diagnostics/diagnostics.css', import.meta.url));
const PAGE = fileURLToPath(new URL('./page/', import.meta.url));

type File = { readonly type: string; readonly read: () => Promise<string> };

/** Made at each request: a reload of the page shows what was changed. */
const FILES: Readonly<Record<string, File>> = {
  '/': { type: 'text/html', read: () => readFile(`${PAGE}index.html`, 'utf8') },
  '/diagnostics.css': { type: 'text/css', read: () => readFile(STYLE, 'utf8') },
  '/demo.js': { type: 'text/javascript', read: () => bundle(`${PAGE}demo.ts`) },
};

/** Serves the demo's page on a free port of this machine; gives its address, and the way to stop. */
export async function serveDemo(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(async ({ url = '/' }, response) => {
    const { type, read } = FILES[url] ?? { type: 'text/plain', read: undefined };
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
    try {
      const body = await read?.();
      response.writeHead(body === undefined ? 404 : 200).end(body);
    } catch (error) {
      console.error(error);
      response.writeHead(500).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://localhost:${port}/`, close };
}
