import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { drawThumb } from '../backdrops/draw-picture';
import { addOwnImage } from '../backdrops/own-image';
import {
  addOwnBackdrop,
  changeOwnBackdrop,
  isPrivate,
  listOwnBackdrops,
  type OwnBackdrop,
  orderOwnBackdrops,
  readOwnBackdrop,
  removeOwnBackdrop,
} from '../extension/backdrop-store';
import type { Framing } from '../shared/framing';
import { log } from '../shared/log';
import type { GalleryPicture } from './gallery-groups';
import { pictureUrls } from './picture-urls';
import { refusalWords } from './refusal-words';
import type { Sentence, WordKey } from './words';

export type OwnPictures = {
  /** In the user's order. */
  readonly pictures: readonly GalleryPicture[];
  /** True while files are being prepared. */
  readonly adding: boolean;
  /** Of a video that is being prepared, 0..1. */
  readonly progress: number | undefined;
  /** Gives the id of the last new picture; undefined when no file could be added. */
  add(files: readonly File[]): Promise<string | undefined>;
  /** Gives what brings it back; undefined when it is still there. */
  remove(id: string): Promise<(() => Promise<void>) | undefined>;
  rename(id: string, title: string): Promise<void>;
  /** Shows what others have stored, and has the other panels do so. */
  refresh(): void;
  /** Draws the small picture anew, of the part that is shown now. */
  frame(id: string, framing: Framing | undefined): Promise<void>;
  /** Puts a picture before or after its neighbour. */
  move(id: string, by: -1 | 1): Promise<void>;
};

type Tell = {
  /** Told of whatever fails. */
  readonly problem: (sentence: Sentence) => void;
  /** Told what became of a picture that was added. */
  readonly note: (sentence: Sentence) => void;
};

/** Tells every other open panel that the pictures are others now. */
const CHANNEL = 'veil-pictures';

/** The user's own pictures, live in all panels. */
export function useOwnPictures({ problem, note }: Tell): OwnPictures {
  const [pictures, setPictures] = useState<readonly GalleryPicture[]>([]);
  const [adding, setAdding] = useState(false);
  const [progress, setProgress] = useState<number>();
  const urls = useMemo(pictureUrls, []);
  const channel = useRef<BroadcastChannel>(undefined);

  const read = async () => {
    const backdrops = await listOwnBackdrops();
    setPictures(backdrops.map((backdrop) => shown(backdrop, urls)));
    urls.keepOnly(backdrops.map(({ id }) => id));
    return backdrops;
  };
  /** Does it, shows what came of it and tells the other panels; what fails is told in words. */
  const change = async (words: WordKey, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      await read();
      channel.current?.postMessage('changed');
      return true;
    } catch (error) {
      log.warn(words, error);
      problem([words]);
      return false;
    }
  };

  useEffect(() => {
    const listener = new BroadcastChannel(CHANNEL);
    channel.current = listener;
    const readAgain = () =>
      read()
        .then((backdrops) => addThumbs(backdrops))
        .then((made) => (made ? read() : undefined))
        .catch((error) => {
          log.warn('the own pictures cannot be read', error);
          // Told when one is to be added: whoever has none misses none.
          if (!isPrivate()) problem(['pictures_unread']);
        });
    listener.onmessage = readAgain;
    void readAgain();
    return () => {
      listener.close();
      urls.keepOnly([]);
    };
  }, []);

  const addOne = async (file: File) => {
    const added = await addOwnImage(file, setProgress);
    setProgress(undefined);
    if (!added.ok) {
      problem(refusalWords(added.reason, file.name));
      return undefined;
    }
    if (added.standsStill) note(['picture_moves', file.name]);
    await change('pictures_unread', async () => undefined);
    return added.backdrop.id;
  };

  return {
    pictures,
    adding,
    progress,
    add: async (files) => {
      setAdding(true);
      let last: string | undefined;
      for (const file of files) last = (await addOne(file)) ?? last;
      setAdding(false);
      return last;
    },
    remove: async (id) => {
      let removed: OwnBackdrop | undefined;
      const isGone = await change('picture_not_removed', async () => {
        const backdrop = await readOwnBackdrop(id);
        removed = backdrop && (await inMemory(backdrop));
        await removeOwnBackdrop(id);
      });
      if (!isGone || !removed) return undefined;
      const backdrop = removed;
      return async () => {
        await change('picture_not_changed', () => addOwnBackdrop(backdrop));
      };
    },
    refresh: () => void change('pictures_unread', async () => undefined),
    rename: async (id, title) => {
      await change('picture_not_changed', () => changeOwnBackdrop(id, { title }));
    },
    frame: async (id, framing) => {
      await change('picture_not_changed', async () => {
        const picture = (await readOwnBackdrop(id))?.picture;
        if (!picture) return;
        await changeOwnBackdrop(id, { thumb: await drawThumb(picture, framing) });
      });
    },
    move: async (id, by) => {
      const ids = pictures.map((picture) => picture.id);
      const from = ids.indexOf(id);
      const to = from + by;
      if (from < 0 || to < 0 || to >= ids.length) return;
      ids.splice(to, 0, ...ids.splice(from, 1));
      await change('picture_not_changed', () => orderOwnBackdrops(ids));
    },
  };
}

function shown(
  { id, title, thumb, film }: OwnBackdrop,
  urls: ReturnType<typeof pictureUrls>,
): GalleryPicture {
  return { id, title, url: thumb && urls.of(id, thumb), ...(film && { moves: true }) };
}

/** Firefox deletes a stored file with its entry, also under those who hold it. */
async function inMemory(backdrop: OwnBackdrop): Promise<OwnBackdrop> {
  const copy = async (file: Blob) => new Blob([await file.arrayBuffer()], { type: file.type });
  const { picture, thumb, film } = backdrop;
  return {
    ...backdrop,
    picture: await copy(picture),
    ...(thumb && { thumb: await copy(thumb) }),
    ...(film && { film: await copy(film) }),
  };
}

/** Makes the small pictures that older Veils have not stored. True when there was one to make. */
async function addThumbs(backdrops: readonly OwnBackdrop[]): Promise<boolean> {
  const without = backdrops.filter(({ thumb }) => !thumb);
  for (const { id, picture } of without) {
    try {
      await changeOwnBackdrop(id, { thumb: await drawThumb(picture) });
    } catch (error) {
      log.debug('a picture has no small one', error);
    }
  }
  return without.length > 0;
}
