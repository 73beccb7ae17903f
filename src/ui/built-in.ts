import catalogue from '../../public/backdrops/catalogue.json';
import type { GalleryGroup } from './gallery-groups';
import { say, type WordKey } from './words';

const MOODS = ['office', 'home', 'nature', 'abstract'] as const;

/** The backdrops that Veil brings along, by their moods. */
export function builtInGroups(): readonly GalleryGroup[] {
  return MOODS.map((mood) => ({
    heading: `mood_${mood}`,
    pictures: catalogue
      .filter((backdrop) => backdrop.mood === mood)
      .map(({ id }) => ({
        id,
        title: say(`backdrop_${id}` as WordKey),
        url: `/backdrops/${id}.thumb.webp`,
      })),
  }));
}

/** The ids of all of them, in the order of the gallery. */
export const BUILT_IN_IDS: readonly string[] = catalogue.map(({ id }) => id);
