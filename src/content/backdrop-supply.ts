import type { PictureNames } from '../extension/picture-names';
import type { Effect } from '../shared/effect';
import type { ContentToPage } from '../shared/messages';
import { createBackdropFetch } from './backdrop-fetch';
import { bytesOf } from './base64';
import { hasCamera } from './cameras';

/** A document's pictures and films: it gets the one that it shows, and no other, since some are the user's own. */
export type BackdropSupply = {
  /** Has a picture on its way while the camera opens. */
  prepare(effect: Effect): void;
  /** Sends the picture that the page knows by this name, and its film where it moves. */
  load(name: string): Promise<void>;
};

/** shown: the effect that the document may show, if any. */
export function createBackdropSupply(
  names: Promise<PictureNames>,
  shown: () => Effect | undefined,
  send: (message: ContentToPage, transfer?: Transferable[]) => void,
): BackdropSupply {
  const backdrops = createBackdropFetch();
  const isShown = (id: string) => {
    const effect = shown();
    return effect?.kind === 'image' && effect.id === id;
  };

  return {
    prepare: (effect) => {
      if (effect.kind === 'image' && !hasCamera()) backdrops.prepare(effect);
    },
    load: async (name) => {
      const told = (await names).effectOf(name);
      const answer = told && isShown(told.id) ? await backdrops.take(told) : undefined;
      if (!told || !answer?.ok) {
        send({ type: 'backdrop-failed', id: name });
        return;
      }
      const show = (base64: string) => {
        const bytes = bytesOf(base64);
        send({ type: 'backdrop-loaded', id: name, bytes }, [bytes]);
      };
      show(answer.base64);
      if (!answer.moves) return;
      const film = await backdrops.takeFilm(told);
      // Meanwhile something else may have been chosen, or the camera be gone.
      if (film && isShown(told.id)) show(film);
    },
  };
}
