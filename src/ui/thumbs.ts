import { drawThumb } from '../backdrops/draw-picture';
import { changeOwnBackdrop, type OwnBackdrop, readOwnBackdrops } from '../extension/backdrop-store';
import { log } from '../shared/log';
import { pictureUrls } from './picture-urls';

/** The small pictures of the user's own, each read only when it is wanted. */
export type Thumbs = {
  /** Has one read, together with all others that are wanted in the same turn. */
  want(id: string): void;
  /** Reads those again that were wanted before: they may be others now. */
  readAgain(): Promise<void>;
  /** Gives up all others. */
  keepOnly(ids: readonly string[]): void;
};

/** Object URLs by the ids of their pictures. */
export type ThumbUrls = ReadonlyMap<string, string>;

/** tell: gets all of them whenever some have come or gone; fail: what cannot be read. */
export function createThumbs(
  tell: (urls: ThumbUrls) => void,
  fail: (error: unknown) => void,
): Thumbs {
  const urls = pictureUrls();
  const wanted = new Set<string>();
  const shown = new Map<string, string>();
  let waiting: string[] = [];

  const read = async (ids: readonly string[]) => {
    if (ids.length === 0) return;
    for (const backdrop of await readOwnBackdrops(ids)) {
      const thumb = await thumbOf(backdrop);
      // Meanwhile it may have gone.
      if (thumb && wanted.has(backdrop.id)) shown.set(backdrop.id, urls.of(backdrop.id, thumb));
    }
    tell(new Map(shown));
  };
  const readWaiting = () => {
    const ids = waiting;
    waiting = [];
    read(ids).catch(fail);
  };

  return {
    want: (id) => {
      if (wanted.has(id)) return;
      wanted.add(id);
      if (waiting.length === 0) queueMicrotask(readWaiting);
      waiting.push(id);
    },
    readAgain: () => read([...wanted]),
    keepOnly: (ids) => {
      const gone = [...wanted].filter((id) => !ids.includes(id));
      if (gone.length === 0) return;
      for (const id of gone) {
        wanted.delete(id);
        shown.delete(id);
      }
      urls.keepOnly([...wanted]);
      tell(new Map(shown));
    },
  };
}

/** Makes the small picture that an older Veil, or a policy, has not stored; undefined where there is none to make. */
async function thumbOf({ id, thumb, picture }: OwnBackdrop): Promise<Blob | undefined> {
  if (thumb) return thumb;
  try {
    const drawn = await drawThumb(picture);
    await changeOwnBackdrop(id, { thumb: drawn });
    return drawn;
  } catch (error) {
    log.debug('a picture has no small one', error);
    return undefined;
  }
}
