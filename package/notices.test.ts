import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMPONENTS } from './components.ts';
import { noticesOf, packageFolder } from './notices.ts';

const MODULES = fileURLToPath(new URL('../node_modules/', import.meta.url));

describe('the notices', () => {
  it('hold the licence of a package, and of what was compiled into it', () => {
    const notices = noticesOf([join(MODULES, 'preact'), join(MODULES, '@mediapipe/tasks-vision')]);
    expect(notices).toMatch(/^preact \d+\.\d+\.\d+ \(MIT\)$/m);
    expect(notices).toContain('Copyright (c) 2015-present Jason Miller');
    for (const { name } of COMPONENTS['@mediapipe/tasks-vision'] ?? [])
      expect(notices).toContain(`${name}, in @mediapipe/tasks-vision (`);
    expect(notices).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
  });

  it('have a text for each component, and a component for each text', () => {
    const named = Object.values(COMPONENTS).flatMap((parts) => parts.map(({ text }) => text));
    const texts = readdirSync(fileURLToPath(new URL('licences/', import.meta.url)));
    expect(named.filter(Boolean).toSorted()).toEqual(texts.toSorted());
  });

  it('tell the package of a module', () => {
    expect(packageFolder('/x/node_modules/preact/hooks/dist/hooks.mjs')).toBe(
      '/x/node_modules/preact',
    );
    expect(packageFolder('/x/node_modules/@a/b/c.wasm?url')).toBe('/x/node_modules/@a/b');
    expect(packageFolder('C:\\x\\node_modules\\a\\node_modules\\b\\c.js')).toBe(
      'C:/x/node_modules/a/node_modules/b',
    );
    expect(packageFolder('/x/src/a.ts')).toBeUndefined();
    expect(packageFolder('\0/x/node_modules/preact/dist/preact.mjs')).toBeUndefined();
  });
});

describe('a package without a licence', () => {
  let folder = '';
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'veil-package-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('fails the build, by its name', () => {
    write('package.json', JSON.stringify({ name: 'bare', version: '1.0.0', license: 'MIT' }));
    expect(() => noticesOf([folder])).toThrow('bare is bundled, and its licence is not known');
    write('LICENSE', 'Copyright somebody');
    expect(noticesOf([folder])).toContain('Copyright somebody');
    write('package.json', JSON.stringify({ name: 'bare', version: '1.0.0' }));
    expect(() => noticesOf([folder])).toThrow('bare is bundled');
  });

  it('may leave out the text of the Apache licence, which stands at the end', () => {
    const author = 'a@b.example';
    write(
      'package.json',
      JSON.stringify({ name: 'a', version: '1.0.0', license: 'Apache-2.0', author }),
    );
    expect(noticesOf([folder])).toContain('Copyright a@b.example\n\nApache License 2.0, below.');
    expect(readFileSync(join(MODULES, '../LICENSE'), 'utf8')).toMatch(/^\s+Apache License/);
  });
});
