import { PRESET_PREFIX } from '../shared/effect';
import type { WordKey } from './words';

/** A picture of the gallery. */
export type GalleryPicture = {
  readonly id: string;
  readonly title: string;
  /** Of the small picture; undefined until it has been read. */
  readonly url: string | undefined;
  /** Has it read; to be called when it comes near what is seen. */
  readonly look?: () => void;
  /** It is a film. */
  readonly moves?: boolean;
};

/** A row of the gallery, under its heading. */
export type GalleryGroup = {
  readonly heading: WordKey;
  readonly pictures: readonly GalleryPicture[];
};

/** Whether the user's organisation brings it along. */
export const isPreset = ({ id }: GalleryPicture): boolean => id.startsWith(PRESET_PREFIX);

/** So many fill a line. */
const RECENT = 4;

/**
 * Sorts the gallery: what was used last, as far as it is still there, then the organisation's and the user's own pictures, then the
 * others by their moods. Each picture stands in one place.
 */
export function galleryGroups(
  own: readonly GalleryPicture[],
  moods: readonly GalleryGroup[],
  recent: readonly string[],
): readonly GalleryGroup[] {
  const all = [...own, ...moods.flatMap(({ pictures }) => pictures)];
  const used = recent
    .flatMap((id) => all.find((picture) => picture.id === id) ?? [])
    .slice(0, RECENT);
  const others = ({ heading, pictures }: GalleryGroup): GalleryGroup => ({
    heading,
    pictures: pictures.filter((picture) => !used.includes(picture)),
  });
  return [
    { heading: 'group_recent', pictures: used } as const,
    others({ heading: 'group_presets', pictures: own.filter(isPreset) }),
    others({ heading: 'group_own', pictures: own.filter((picture) => !isPreset(picture)) }),
    ...moods.map(others),
  ];
}

/** The first so many pictures, each in its group. */
export function beginOf(groups: readonly GalleryGroup[], count: number): readonly GalleryGroup[] {
  let left = count;
  return groups.map(({ heading, pictures }) => {
    const begin = pictures.slice(0, Math.max(0, left));
    left -= pictures.length;
    return { heading, pictures: begin };
  });
}
