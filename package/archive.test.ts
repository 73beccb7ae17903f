import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { archiveOf, filesIn, sha256Of } from './archive.ts';
import { sourceFiles } from './sources.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
let folder = '';

const write = (file: string, text: string) => {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), text);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'veil-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('an archive', () => {
  it('holds the files as they are', () => {
    write('a/b.txt', 'b');
    write('c.txt', 'c'.repeat(1000));
    const files = unzipSync(archiveOf(folder, filesIn(folder)));
    const texts = Object.entries(files).map(([name, bytes]) => [name, `${Buffer.from(bytes)}`]);
    expect(texts).toEqual([
      ['a/b.txt', 'b'],
      ['c.txt', 'c'.repeat(1000)],
    ]);
  });

  it('has the same bytes whatever the dates, the order, and the zone of the clock', () => {
    write('a.txt', 'a');
    write('b.txt', 'b');
    const first = sha256Of(archiveOf(folder, ['a.txt', 'b.txt']));
    utimesSync(join(folder, 'a.txt'), new Date(2001, 1, 1), new Date(2001, 1, 1));
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    const second = sha256Of(archiveOf(folder, ['b.txt', 'a.txt']));
    vi.unstubAllEnvs();
    expect(second).toBe(first);
  });
});

describe('the sources', () => {
  it('are what git knows, here', () => {
    const files = sourceFiles(ROOT);
    for (const file of ['package-lock.json', 'LICENSE', '.npmrc', 'package/sources.ts'])
      expect(files).toContain(file);
    expect(files.filter((file) => /^(node_modules|dist|out)\//.test(file))).toEqual([]);
  });

  it('are all files but the ignored ones where there is no git', () => {
    write('.gitignore', 'node_modules/\nmade/here/\n');
    write('src/a.ts', 'a');
    write('made/kept.ts', 'b');
    write('made/here/c.ts', 'c');
    write('node_modules/d/index.js', 'd');
    expect(sourceFiles(folder)).toEqual(['.gitignore', 'made/kept.ts', 'src/a.ts']);
  });
});
