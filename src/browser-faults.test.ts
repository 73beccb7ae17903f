/** Each browser fault that the code works around is told once, in docs/browser-faults.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = 'docs/browser-faults.md';
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** What follows on the page's name in the code. */
function named(): string[] {
  const files = ['src', 'demo'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(folder, file)),
  );
  const names = [...files, 'vite.config.ts'].flatMap((file) =>
    [...textOf(file).matchAll(/browser-faults\.md#([a-z-]+)/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)].toSorted();
}

it('the code names every entry of the page, and no other', () => {
  const entries = [...textOf(PAGE).matchAll(/^### ([a-z-]+)$/gm)].map(([, name = '']) => name);
  expect(entries.toSorted()).toEqual(named());
});

it('an entry has an address, or says that there is none and how to see the fault', () => {
  const entries = textOf(PAGE)
    .split(/^##+ /m)
    .filter((part) => /^[a-z-]+\n/.test(part));
  expect(entries.length).toBeGreaterThan(10);
  for (const entry of entries) {
    const isReported = !entry.includes('Not reported');
    expect(entry).toContain(isReported ? '](https://' : '```js\n');
  }
});
