import { useMemo, useRef, useState } from 'preact/hooks';
import { OWN_PREFIX } from '../shared/effect';
import { AddTile } from './add-tile';
import { builtInGroups } from './built-in';
import { beginOf, type GalleryPicture, galleryGroups, isPreset } from './gallery-groups';
import { RemoveTile } from './remove-tile';
import { Tile } from './tile';
import { useGrowing } from './use-growing';
import { say } from './words';

/** The user's own pictures, and what can be done with them here. */
export type OwnGallery = {
  readonly pictures: readonly GalleryPicture[];
  readonly adding: boolean;
  readonly progress: number | undefined;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (id: string) => void;
  /** Where files are chosen, if the place of the gallery cannot ask for them. */
  readonly addElsewhere?: (() => void) | undefined;
};

type Props = {
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly own: OwnGallery;
  /** What was used last, as it was when the panel was opened: nothing moves under the pointer. */
  readonly recent: readonly string[];
  /** Whether a picture of that id may be chosen; of the user's own, whether one may be added. */
  readonly isAllowed: (id: string) => boolean;
};

/** The backdrops to choose from, the place to add one, and on demand a way to remove own ones. */
export function Gallery({ chosen, onChoose, own, recent, isAllowed }: Props) {
  const [removing, setRemoving] = useState(false);
  const removeToggle = useRef<HTMLButtonElement>(null);
  const builtIn = useMemo(builtInGroups, []);
  const all = galleryGroups(own.pictures, builtIn, removing ? [] : recent).map((group) => ({
    ...group,
    pictures: group.pictures.filter(({ id }) => isAllowed(id)),
  }));
  const made = useGrowing(all.reduce((sum, { pictures }) => sum + pictures.length, 0));
  const groups = beginOf(all, made);
  const mayAdd = isAllowed(OWN_PREFIX);
  // One that was used last stands elsewhere, and can be removed all the same.
  const hasOwn = own.pictures.some((picture) => !isPreset(picture) && isAllowed(picture.id));
  const isRemoving = removing && hasOwn;
  // With the last one the mode ends: brought back, it is to be chosen.
  if (removing && !isRemoving) setRemoving(false);

  const remove = (id: string) => {
    own.remove(id);
    // The button that had the focus goes.
    removeToggle.current?.focus();
  };

  return (
    <div class="gallery">
      {groups.map(({ heading, pictures }) => {
        const isOwn = heading === 'group_own';
        if (pictures.length === 0 && !(isOwn && (mayAdd || hasOwn))) return null;
        return (
          <section key={heading} aria-label={say(heading)}>
            <div class="heading">
              <h2>{say(heading)}</h2>
              {isOwn && hasOwn && (
                <button
                  ref={removeToggle}
                  class="link"
                  type="button"
                  aria-pressed={isRemoving}
                  onClick={() => setRemoving(!isRemoving)}
                >
                  {say(isRemoving ? 'done' : 'picture_remove')}
                </button>
              )}
            </div>
            <ul class="tiles">
              {isOwn && mayAdd && (
                <li>
                  <AddTile {...own} onFiles={own.add} onElsewhere={own.addElsewhere} />
                </li>
              )}
              {pictures.map((picture) => (
                <li key={picture.id}>
                  {isOwn && isRemoving ? (
                    <RemoveTile picture={picture} onRemove={() => remove(picture.id)} />
                  ) : (
                    <Tile
                      picture={picture}
                      chosen={picture.id === chosen}
                      onChoose={() => onChoose(picture.id)}
                    />
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
