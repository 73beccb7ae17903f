import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifest } from '../manifest.ts';
import { readWords } from '../public/words.ts';

const languages = await readWords();
const text = (language: string, file: string) =>
  readFileSync(join(import.meta.dirname, language, file), 'utf8').trim();
const listing = JSON.parse(text('en', 'listing.json'));

/** As the stores count: in UTF-16 units, which are no fewer than the characters. */
const LIMITS = {
  name: 45, // Chrome Web Store; addons.mozilla.org takes 50.
  chromeSummary: 132,
  mozillaSummary: 250,
  description: 15_000, // addons.mozilla.org; the Chrome Web Store takes 16,000.
} as const;

describe.each([...languages])('the store page in %s', (language, words) => {
  it('is as long as the stores take it', () => {
    // Both stores read it from the package.
    const summary = words['extension_description'] ?? '';
    expect(summary).not.toBe('');
    expect(summary.length).toBeLessThanOrEqual(LIMITS.chromeSummary);
    expect(summary.length).toBeLessThanOrEqual(LIMITS.mozillaSummary);
    expect(text(language, 'description.txt').length).toBeLessThanOrEqual(LIMITS.description);
  });

  it('says all that the English one says', () => {
    const shape = (file: string, of: string) =>
      text(of, file)
        .split('\n')
        .map((line) => (line.startsWith('•') ? 'point' : line === '' ? 'gap' : 'text'));
    for (const file of ['description.txt', 'privacy.txt'])
      expect(shape(file, language)).toEqual(shape(file, 'en'));
  });
});

it('has one sentence for each permission, and for no other', () => {
  const asked = [...manifest.permissions, ...manifest.host_permissions];
  expect(Object.keys(listing.permissions).toSorted()).toEqual(asked.toSorted());
  for (const sentence of Object.values<string>(listing.permissions))
    expect(sentence).toMatch(/^[^.]{20,}\.$/);
});

it('the store page says what the manifest says', () => {
  const { name, summary } = listing;
  expect(name.length).toBeLessThanOrEqual(LIMITS.name);
  expect(manifest.description).toBe('__MSG_extension_description__');
  expect({ name, summary }).toEqual({
    name: manifest.name,
    summary: languages.get('en')?.['extension_description'],
  });
});
