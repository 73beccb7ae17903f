import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifest } from '../manifest.ts';
import words from '../public/words/en.json' with { type: 'json' };

const here = import.meta.dirname;
const languages = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(languages)('the store page in %s', (language) => {
  const text = (file: string) => readFileSync(join(here, language, file), 'utf8').trim();
  const listing = JSON.parse(text('listing.json'));

  it('is as long as the stores take it', () => {
    expect(listing.name.length).toBeLessThanOrEqual(45);
    expect(listing.summary.length).toBeLessThanOrEqual(132);
    expect(text('description.txt').length).toBeLessThanOrEqual(16_000);
    expect(text('privacy.txt')).not.toBe('');
  });

  it('has one sentence for each permission, and for no other', () => {
    const asked = [...manifest.permissions, ...manifest.host_permissions];
    expect(Object.keys(listing.permissions).toSorted()).toEqual(asked.toSorted());
    for (const sentence of Object.values<string>(listing.permissions))
      expect(sentence).toMatch(/^[^.]{20,}\.$/);
  });
});

it('the store page says what the manifest says', () => {
  const { name, summary } = JSON.parse(readFileSync(join(here, 'en/listing.json'), 'utf8'));
  expect(manifest.description).toBe('__MSG_extension_description__');
  expect({ name, summary }).toEqual({
    name: manifest.name,
    summary: words.extension_description,
  });
});
