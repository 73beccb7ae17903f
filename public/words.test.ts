import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWords } from './words.ts';

const languages = await readWords();
const english = languages.get('en') ?? {};
const SRC = join(import.meta.dirname, '../src');

/** The places that are filled in, each once. */
const places = (text: string) => [...new Set(text.match(/\$\d/g))].toSorted();

describe.each([...languages])('%s', (_, words) => {
  it('has every word, and no other', () => {
    expect(Object.keys(words).toSorted()).toEqual(Object.keys(english).toSorted());
    expect(Object.entries(words).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fills in what English does', () => {
    const odd = Object.keys(english).filter(
      (key) => `${places(words[key] ?? '')}` !== `${places(english[key] ?? '')}`,
    );
    expect(odd).toEqual([]);
  });
});

it('every word is used', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.test.'),
  );
  const code = files.map((file) => readFileSync(join(SRC, file), 'utf8')).join('\n');
  const manifest = readFileSync(join(SRC, '../manifest.json'), 'utf8');
  const isUsed = (key: string) =>
    code.includes(`'${key}'`) || code.includes(`\`${key}\``) || manifest.includes(`__MSG_${key}__`);
  // Made of a name: backdrops and their moods, by the catalogue.
  const unused = Object.keys(english).filter(
    (key) => !isUsed(key) && !/^(backdrop|mood)_/.test(key),
  );
  expect(unused).toEqual([]);
});

it('no text stands in the components themselves', () => {
  const components = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.tsx'),
  );
  const texts = components.flatMap((file) => {
    const code = readFileSync(join(SRC, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const found = [
      ...code.matchAll(/(?<!=)>\s*([A-Za-z][^<>{}=;()]*?)\s*</g),
      ...code.matchAll(/(?:title|aria-label|alt|placeholder|label)="([^"]+)"/g),
    ];
    return found.map(([, text]) => `${file}: ${text}`);
  });
  expect(texts.filter((text) => !text.endsWith(': Veil'))).toEqual([]);
});
