import type { OwnEntry } from '../extension/backdrop-store';
import type { HidingEffect } from '../shared/effect';
import type { Settings } from '../shared/settings';
import { changeUses, usesOf } from '../shared/site-settings';
import type { OwnGallery } from './gallery';
import type { Messages } from './use-messages';
import { type OwnPictures, useOwnPictures } from './use-own-pictures';

type Given = {
  /** Read anew each time: a removal may be undone much later. */
  readonly settings: () => Settings | undefined;
  readonly change: (change: Partial<Settings>) => void;
  readonly onChoose: (effect: HidingEffect) => void;
  readonly messages: Messages;
  /** What is known of the pictures. */
  readonly first?: readonly OwnEntry[] | undefined;
};

/** The user's own pictures, joined with the settings: what is added is chosen, what is removed is not. */
export function useGallery({ settings, change, onChoose, messages, first }: Given) {
  const pictures: OwnPictures = useOwnPictures(
    { problem: messages.tellProblem, note: messages.tellNote },
    first,
  );

  const add = async (files: readonly File[]) => {
    if (files.length === 0) return;
    messages.clear();
    const id = await pictures.add(files);
    if (id) onChoose({ kind: 'image', id });
  };

  const remove = async (id: string) => {
    messages.clear();
    const title = pictures.pictures.find((picture) => picture.id === id)?.title ?? '';
    const bringBack = await pictures.remove(id);
    const before = settings();
    if (!bringBack || !before) return;
    const uses = usesOf(before, id);
    const { [id]: framing, ...framings } = before.framings;
    change({ ...changeUses(before, uses), framings });
    const undo = async () => {
      await bringBack();
      const now = settings();
      if (!now) return;
      const shown = framing ? { ...now.framings, [id]: framing } : now.framings;
      change({ ...changeUses(now, uses, { kind: 'image', id }), framings: shown });
    };
    messages.offerUndo({ sentence: ['picture_removed', title], undo });
  };

  const own: OwnGallery = {
    pictures: pictures.pictures,
    adding: pictures.adding,
    progress: pictures.progress,
    add,
    remove: (id) => void remove(id),
  };
  return { own, pictures };
}
