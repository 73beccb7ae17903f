import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { bundle } from '../e2e/fixtures/bundle';

const PAGE = fileURLToPath(new URL('./page/', import.meta.url));

/** Serves the demo's page on a free port of this machine; gives the server and its address. */
export async function serveDemo(): Promise<{ server: Server; url: string }> {
  const files: Record<string, { type: string; body: string }> = {
    '/': { type: 'text/html', body: await readFile(`${PAGE}index.html`, 'utf8') },
    '/demo.js': { type: 'text/javascript', body: await bundle(`${PAGE}demo.ts`) },
  };
  const server = createServer(({ url = '/' }, response) => {
    const file = files[url];
    response
      .writeHead(file ? 200 : 404, {
        'Content-Type': `${file?.type ?? 'text/plain'}; charset=utf-8`,
      })
      .end(file?.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://localhost:${port}/` };
}
