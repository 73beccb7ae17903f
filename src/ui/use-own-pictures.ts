import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { drawThumb } from '../backdrops/draw-picture';
import { addOwnImage } from '../backdrops/own-image';
import { plainName } from '../backdrops/plain-name';
import {
  addOwnBackdrop,
  changeOwnBackdrop,
  listOwnEntries,
  type OwnBackdrop,
  type OwnEntry,
  orderOwnBackdrops,
  readOwnBackdrop,
  removeOwnBackdrop,
} from '../extension/backdrop-store';
import { isPrivate } from '../extension/private-window';
import type { Framing } from '../shared/framing';
import { log } from '../shared/log';
import type { GalleryPicture } from './gallery-groups';
import { keepSame } from './keep-same';
import { refusalWords } from './refusal-words';
import { createThumbs, type ThumbUrls } from './thumbs';
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

/** The user's own pictures, live in all panels. first: what is known of them. */
export function useOwnPictures(
  { problem, note }: Tell,
  first: readonly OwnEntry[] = [],
): OwnPictures {
  const fail = (error: unknown) => {
    log.warn('the own pictures cannot be read', error);
    // Told when one is to be added: whoever has none misses none.
    if (!isPrivate()) problem(['pictures_unread']);
  };
  const [entries, setEntries] = useState(first);
  const [urls, setUrls] = useState<ThumbUrls>(new Map());
  const [adding, setAdding] = useState(false);
  const [progress, setProgress] = useState<number>();
  const thumbs = useMemo(() => createThumbs(setUrls, fail), []);
  const pictures = useMemo(
    () =>
      entries.map(
        ({ id, title, moves }): GalleryPicture => ({
          id,
          title,
          moves,
          url: urls.get(id),
          look: () => thumbs.want(id),
        }),
      ),
    [entries, urls],
  );
  const channel = useRef<BroadcastChannel>(undefined);

  const read = async () => {
    const listed = await listOwnEntries();
    setEntries(keepSame<readonly OwnEntry[]>(listed));
    thumbs.keepOnly(listed.map(({ id }) => id));
  };
  /** After a change: a small picture may be another one. */
  const readAgain = async () => {
    await read();
    await thumbs.readAgain();
  };
  /** Does it, shows what came of it and tells the other panels; what fails is told in words. */
  const change = async (words: WordKey, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      await readAgain();
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
    listener.onmessage = () => readAgain().catch(fail);
    read().catch(fail);
    return () => {
      listener.close();
      thumbs.keepOnly([]);
    };
  }, []);

  const addOne = async (file: File) => {
    const added = await addOwnImage(file, setProgress);
    const name = plainName(file.name);
    setProgress(undefined);
    if (!added.ok) {
      problem(refusalWords(added.reason, name));
      return undefined;
    }
    if (added.standsStill) note(['picture_moves', name]);
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
