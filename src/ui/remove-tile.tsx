import type { GalleryPicture } from './gallery-groups';
import { TilePicture } from './tile';
import { say } from './words';

type Props = { readonly picture: GalleryPicture; readonly onRemove: () => void };

/** A picture of the user's own that a click removes. */
export function RemoveTile({ picture, onRemove }: Props) {
  const { title } = picture;
  return (
    <button
      class="picture remove"
      type="button"
      title={title}
      aria-label={say('picture_remove_named', title)}
      onClick={onRemove}
    >
      <TilePicture {...picture} />
      <svg class="cross" viewBox="0 0 12 12" aria-hidden="true">
        <path d="m2.5 2.5 7 7m0-7-7 7" />
      </svg>
      <span class="title">{title}</span>
    </button>
  );
}
