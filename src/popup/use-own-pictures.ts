import { useEffect, useRef, useState } from 'preact/hooks';
import { listOwnBackdrops, type OwnBackdrop, removeOwnBackdrop } from '../extension/backdrop-store';
import { log } from '../shared/log';
import { addOwnImage } from './own-image';

/** A picture of the user's own, ready to be shown. */
export type OwnPicture = { readonly id: string; readonly title: string; readonly url: string };

export type OwnPictures = {
  readonly pictures: readonly OwnPicture[];
  /** True while a file is being prepared. */
  readonly adding: boolean;
  /** Gives the id of the new picture; undefined when the file could not be added. */
  add(file: File): Promise<string | undefined>;
  /** True when the picture is gone. */
  remove(id: string): Promise<boolean>;
};

/**
 * The user's own pictures, the oldest first. `onProblem` gets a sentence for whatever fails, `onNote` one for
 * what became of a picture that was added.
 */
export function useOwnPictures(
  onProblem: (sentence: string) => void,
  onNote: (sentence: string) => void,
): OwnPictures {
  const [pictures, setPictures] = useState<readonly OwnPicture[]>([]);
  const [adding, setAdding] = useState(false);
  /** Object URLs hold their picture in memory until they are revoked. */
  const urls = useRef(new Map<string, string>());

  const show = ({ id, title, picture }: OwnBackdrop): OwnPicture => {
    const url = URL.createObjectURL(picture);
    urls.current.set(id, url);
    return { id, title, url };
  };

  useEffect(() => {
    listOwnBackdrops()
      .then((backdrops) => setPictures(backdrops.map(show)))
      .catch((error) => {
        log.warn('the own pictures cannot be read', error);
        onProblem('Your own pictures could not be read.');
      });
    return () => {
      for (const url of urls.current.values()) URL.revokeObjectURL(url);
      urls.current.clear();
    };
  }, []);

  return {
    pictures,
    adding,
    add: async (file) => {
      setAdding(true);
      const added = await addOwnImage(file);
      setAdding(false);
      if (!added.ok) {
        onProblem(added.sentence);
        return undefined;
      }
      onNote(added.note ?? '');
      const picture = show(added.backdrop);
      setPictures((before) => [...before, picture]);
      return picture.id;
    },
    remove: async (id) => {
      try {
        await removeOwnBackdrop(id);
      } catch (error) {
        log.warn('the picture cannot be removed', error);
        onProblem('The picture could not be removed.');
        return false;
      }
      setPictures((before) => before.filter((picture) => picture.id !== id));
      URL.revokeObjectURL(urls.current.get(id) ?? '');
      urls.current.delete(id);
      return true;
    },
  };
}
