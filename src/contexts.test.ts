/** The walls between the contexts: who may import whom, and who may touch the extension API. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('.', import.meta.url));

/** Folders a folder may import from, besides itself. */
const ALLOWED: Record<string, readonly string[]> = {
  shared: [],
  kernels: [],
  mask: ['shared', 'kernels'],
  compositor: ['shared', 'mask', 'kernels'],
  page: ['shared', 'mask', 'compositor', 'kernels'],
  segmenter: ['shared', 'kernels', 'extension'],
  remote: ['shared', 'page'],
  extension: ['shared'],
  content: ['shared', 'extension'],
  background: ['shared', 'extension'],
  popup: ['shared', 'extension'],
};

/** Folders that run where a site sees them, or that have no use for the extension API. */
const WITHOUT_EXTENSION_API = [
  'shared',
  'kernels',
  'mask',
  'compositor',
  'page',
  'segmenter',
  'remote',
];

type Import = { readonly file: string; readonly from: string };

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.(test|d)\.ts$/.test(file),
);
const textOf = (file: string) => readFileSync(join(SRC, file), 'utf8');
const folderOf = (file: string) => file.split('/')[0] ?? '';

function importsOf(file: string): Import[] {
  const found = textOf(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, from = '']) => ({ file, from }));
}

describe('contexts', () => {
  it('knows every folder', () => {
    expect([...new Set(files.map(folderOf))].toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
  });

  it('imports stay within their walls', () => {
    const crossings = files.flatMap(importsOf).filter(({ file, from }) => {
      // A script to inject is named by its path and not run here.
      if (!from.startsWith('.') || from.endsWith('?script')) return false;
      const target = folderOf(relative(SRC, join(SRC, dirname(file), from)));
      const own = folderOf(file);
      return target !== own && target !== '..' && !ALLOWED[own]?.includes(target);
    });
    expect(crossings).toEqual([]);
  });

  it.each(WITHOUT_EXTENSION_API)('%s does without the extension API', (folder) => {
    const users = files
      .filter((file) => folderOf(file) === folder)
      .filter((file) => /\b(chrome|browser)\.[a-z]+|webextension-polyfill/.test(textOf(file)));
    expect(users).toEqual([]);
  });
});
