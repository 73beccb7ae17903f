import { useRef } from 'preact/hooks';
import catalogue from '../../public/backdrops/catalogue.json';
import { AddTile } from './add-tile';
import type { OwnPicture } from './use-own-pictures';

/** The user's own pictures, and what can be done with them. */
export type OwnGallery = {
  readonly pictures: readonly OwnPicture[];
  readonly adding: boolean;
  readonly add: (file: File) => void;
  readonly remove: (id: string) => Promise<void>;
};

type Props = {
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly own: OwnGallery;
};

const BUILT_IN: readonly OwnPicture[] = catalogue.map(({ id, title }) => ({
  id,
  title,
  url: `/backdrops/${id}.thumb.webp`,
}));

/** The built-in backdrops, the user's own pictures, and the place to add one. */
export function Gallery({ chosen, onChoose, own }: Props) {
  const addInput = useRef<HTMLInputElement>(null);
  const remove = async (id: string) => {
    await own.remove(id);
    // The button that had the focus is gone.
    addInput.current?.focus();
  };

  const tile = ({ id, title, url }: OwnPicture) => (
    <label class="picture" title={title}>
      <input
        class="unseen"
        type="radio"
        name="effect"
        checked={id === chosen}
        onChange={() => onChoose(id)}
      />
      <img src={url} alt="" width="320" height="180" decoding="async" />
      <svg class="check" viewBox="0 0 10 10" aria-hidden="true">
        <path d="m1 5.5 2.7 2.7L9 2" />
      </svg>
      <span class="title">{title}</span>
    </label>
  );

  return (
    <ul class="gallery">
      {BUILT_IN.map((picture) => (
        <li key={picture.id}>{tile(picture)}</li>
      ))}
      {own.pictures.map((picture) => (
        <li key={picture.id}>
          {tile(picture)}
          <button
            class="remove"
            type="button"
            aria-label={`Remove ${picture.title}`}
            title="Remove"
            onClick={() => remove(picture.id)}
          >
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <path d="m2.5 2.5 7 7m0-7-7 7" />
            </svg>
          </button>
        </li>
      ))}
      <li>
        <AddTile adding={own.adding} onFile={own.add} inputRef={addInput} />
      </li>
    </ul>
  );
}
