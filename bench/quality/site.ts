import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { kernelsDefinition } from '../../kernels/build';
import { buildModels } from '../../models/build';

const PAGE = fileURLToPath(new URL('./page.ts', import.meta.url));
const MODELS = fileURLToPath(
  new URL('../../node_modules/.cache/veil-quality/models', import.meta.url),
);
const HTML = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** Where the page's frames come from and go to. */
export type Exchange = {
  /** RGBA of a frame. */
  give(frame: number): Uint8Array;
  /** Takes RGBA of a processed frame. */
  take(frame: number, pixels: Uint8Array): void;
};

export type Site = { readonly url: string; close(): void };

/** Serves the bench's page, the engine, the models and the frames on a free port of this machine. */
export async function serveSite(exchange: Exchange): Promise<Site> {
  const [files] = await Promise.all([bundlePage(), buildModels(MODELS)]);

  const read = async (path: string): Promise<Uint8Array | string | undefined> => {
    if (path === '/') return HTML;
    const frame = /^\/frames\/(\d+)$/.exec(path)?.[1];
    if (frame) return exchange.give(Number(frame));
    const model = /^\/models\/([\w-]+\.(?:tflite|json|weights))$/.exec(path)?.[1];
    if (model) return readFile(join(MODELS, model)).catch(() => undefined);
    return files.get(path.slice(1));
  };

  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const result = /^\/results\/(\d+)$/.exec(path)?.[1];
    if (result && request.method === 'POST') {
      const pixels = await bodyOf(request);
      response.writeHead(204).end();
      exchange.take(Number(result), pixels);
      return;
    }
    const body = await read(path);
    const type = path === '/' ? 'text/html' : TYPES[extname(path)];
    response
      .writeHead(body === undefined ? 404 : 200, {
        'Content-Type': type ?? 'application/octet-stream',
        'Cache-Control': 'no-store',
      })
      .end(body);
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

/** The page's files by name: its script, the segmenter's worker and the WASM engine. */
async function bundlePage(): Promise<Map<string, Uint8Array | string>> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: await kernelsDefinition(),
    worker: { format: 'es' },
    build: {
      write: false,
      minify: false,
      target: 'chrome140',
      assetsInlineLimit: 0,
      rollupOptions: { input: PAGE, output: { entryFileNames: 'page.js' } },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('expected one bundle');
  return new Map(
    output.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]),
  );
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
