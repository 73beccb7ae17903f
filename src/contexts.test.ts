/** The walls between the contexts: who may import whom, and who may touch the extension API. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('.', import.meta.url));

/** Folders a folder may import from, besides itself. */
const ALLOWED: Record<string, readonly string[]> = {
  shared: [],
  natives: ['shared'],
  kernels: ['shared'],
  mask: ['shared', 'kernels'],
  network: ['shared', 'kernels'],
  compositor: ['shared', 'natives', 'mask', 'kernels'],
  loop: ['shared', 'natives', 'kernels', 'network', 'mask', 'compositor'],
  patch: ['shared', 'natives'],
  page: ['shared', 'natives', 'patch', 'compositor', 'loop'],
  'extension-loop': ['shared', 'loop'],
  extension: ['shared'],
  segmenter: ['shared', 'natives', 'kernels', 'network', 'extension'],
  link: ['shared', 'extension'],
  content: ['shared', 'extension'],
  backdrops: ['shared', 'extension'],
  preview: ['shared', 'extension', 'loop', 'page'],
  ui: ['shared', 'extension', 'backdrops', 'preview'],
  background: ['shared', 'extension', 'ui'],
  options: ['shared', 'extension', 'backdrops', 'ui'],
  popup: ['shared', 'extension', 'backdrops', 'ui'],
};

/** Folders that run where a site sees them, or that have no use for the extension API. */
const WITHOUT_EXTENSION_API = Object.keys(ALLOWED).filter(
  (folder) =>
    !['extension', 'link', 'content', 'background', 'ui', 'options', 'popup'].includes(folder),
);

type Import = { readonly file: string; readonly from: string };

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.(test|d)\.ts$|\/tests\//.test(file),
);
const textOf = (file: string) => readFileSync(join(SRC, file), 'utf8');
const isNamed = (target: string) => (file: string) =>
  [target, `${target}.ts`, `${target}.tsx`].includes(file);
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

  /** The files that each file imports itself. */
  const targets = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter(({ from }) => from.startsWith('.') && !from.endsWith('?script'))
        .map(({ from }) => join(dirname(file), from.replace(/\?.*$/, '')))
        .flatMap((target) => files.find(isNamed(target)) ?? []),
    ]),
  );

  it('no file imports itself by way of others', () => {
    /** The way back to a file that is on the path already. */
    const circleFrom = (file: string, path: readonly string[]): readonly string[] | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (safe.has(file)) return undefined;
      for (const next of targets.get(file) ?? []) {
        const circle = circleFrom(next, [...path, file]);
        if (circle) return circle;
      }
      safe.add(file);
      return undefined;
    };
    const safe = new Set<string>();
    expect(files.flatMap((file) => circleFrom(file, []) ?? [])).toEqual([]);
  });

  it.each(
    files.filter((file) => file.endsWith('/worker.ts')),
  )('%s needs no extension API, which workers have not', (worker) => {
    const reached = new Set([worker]);
    for (const file of reached) for (const next of targets.get(file) ?? []) reached.add(next);
    expect([...reached]).not.toContain('extension/browser.ts');
  });

  it('nobody talks to the console but the gate', () => {
    const talkers = files.filter((file) =>
      /\bconsole(\.\w|\?\.|\[)|= console\b/.test(textOf(file)),
    );
    expect(talkers).toEqual(['shared/log.ts']);
  });

  it.each(WITHOUT_EXTENSION_API)('%s does without the extension API', (folder) => {
    const users = files
      .filter((file) => folderOf(file) === folder)
      .filter((file) => /\b(chrome|browser)\.[a-z]+|webextension-polyfill/.test(textOf(file)));
    expect(users).toEqual([]);
  });
});
