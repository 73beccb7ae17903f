import { describe, expect, it } from 'vitest';
import { beginOf, galleryGroups } from './gallery-groups';

const picture = (id: string) => ({ id, title: id, url: undefined });
const OWN = ['own-a', 'own-b'].map(picture);
const MOODS = [
  { heading: 'mood_office', pictures: ['study', 'loft'].map(picture) },
  { heading: 'mood_nature', pictures: ['dusk', 'garden'].map(picture) },
] as const;

const ids = (recent: readonly string[]) =>
  galleryGroups(OWN, MOODS, recent).map(({ pictures }) => pictures.map(({ id }) => id));

describe('galleryGroups', () => {
  it('has the own pictures before the others while nothing was used', () => {
    expect(ids([])).toEqual([[], [], ['own-a', 'own-b'], ['study', 'loft'], ['dusk', 'garden']]);
  });

  it('puts what was used last first, and nowhere else', () => {
    expect(ids(['garden', 'own-b'])).toEqual([
      ['garden', 'own-b'],
      [],
      ['own-a'],
      ['study', 'loft'],
      ['dusk'],
    ]);
  });

  it('has the organisation’s pictures before the user’s', () => {
    const all = [...OWN, picture('own-preset-1')];
    const [, presets, own] = galleryGroups(all, MOODS, []);
    expect(presets?.pictures).toEqual([picture('own-preset-1')]);
    expect(own?.pictures).toEqual(OWN);
  });

  it('knows of no picture that is gone, and fills one line', () => {
    const used = ['own-gone', 'dusk', 'loft', 'own-a', 'study', 'garden'];
    expect(ids(used)[0]).toEqual(['dusk', 'loft', 'own-a', 'study']);
  });
});

it('begins with the first pictures of all groups', () => {
  const groups = galleryGroups(OWN, MOODS, []);
  const begin = (count: number) => beginOf(groups, count).map(({ pictures }) => pictures.length);
  expect(begin(0)).toEqual([0, 0, 0, 0, 0]);
  expect(begin(3)).toEqual([0, 0, 2, 1, 0]);
  expect(begin(100)).toEqual([0, 0, 2, 2, 2]);
});
