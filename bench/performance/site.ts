import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { addMetadata } from '../../models/metadata';
import { readSource } from '../../models/source';
import { MODEL_PATH, WASM_PATH } from './recipe/paths';

/** Neither scripts nor workers nor frames: what Veil needs, it has to bring. */
const CSP = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const HTML = '<!doctype html><meta charset="utf-8"><title>A call</title>';

const WASM_FOLDER = new URL('wasm/', import.meta.resolve('@mediapipe/tasks-vision'));

export type Site = { readonly url: string; close(): void };

/** Bytes and type of what the recipe loads; undefined for any other path. */
async function recipeFile(path: string): Promise<readonly [Uint8Array, string] | undefined> {
  if (path === MODEL_PATH)
    return [addMetadata(await readSource('landscape')), 'application/octet-stream'];
  if (!path.startsWith(`${WASM_PATH}/`)) return undefined;
  const type = path.endsWith('.wasm') ? 'application/wasm' : 'text/javascript';
  return [await readFile(new URL(basename(path), WASM_FOLDER)), type];
}

/**
 * Serves an empty page on a free port of this machine, and what a recipe loads. csp: with a policy that
 * forbids workers.
 */
export async function serveSite(csp: boolean): Promise<Site> {
  const server = createServer(async ({ url = '/' }, response) => {
    const policy = csp ? { 'Content-Security-Policy': CSP } : {};
    const [body, type] = (await recipeFile(url)) ?? [HTML, 'text/html'];
    response.writeHead(200, { 'Content-Type': type, ...policy }).end(body);
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
