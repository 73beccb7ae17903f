import { useState } from 'preact/hooks';
import { CENTERED, type Framing } from '../shared/framing';
import type { Settings } from '../shared/settings';
import { AddTile } from '../ui/add-tile';
import type { OwnGallery } from '../ui/gallery';
import { type GalleryPicture, isPreset } from '../ui/gallery-groups';
import { Locked } from '../ui/locked';
import type { OwnPictures } from '../ui/use-own-pictures';
import { say } from '../ui/words';
import { FramingDialog } from './framing-dialog';
import { PictureCard } from './picture-card';

type Props = {
  readonly pictures: OwnPictures;
  readonly own: OwnGallery;
  /** Whether the user's organisation lets them be used. */
  readonly isAllowed: boolean;
  /** The parts that are shown, by the ids of their pictures. */
  readonly framings: Settings['framings'];
  /** undefined: the middle, as without a choice. */
  readonly onFrame: (id: string, framing: Framing | undefined) => void;
};

/** The user's own pictures: added by picker, drag and drop, or paste; named, put in order, moved, removed. */
export function PicturesSection({ pictures, own, isAllowed, framings, onFrame }: Props) {
  const shown = own.pictures.filter((picture) => !isPreset(picture));
  const [framed, setFramed] = useState<GalleryPicture>();
  return (
    <section class="card" aria-labelledby="pictures">
      <h2 id="pictures">{say('group_own')}</h2>
      {isAllowed ? <p class="quiet">{say('pictures_how')}</p> : <Locked />}
      <ul class="cards">
        {isAllowed && (
          <li>
            <AddTile {...own} onFiles={own.add} />
          </li>
        )}
        {shown.map((picture, place) => (
          <PictureCard
            key={picture.id}
            picture={picture}
            isFirst={place === 0}
            isLast={place === shown.length - 1}
            onRename={(title) => void pictures.rename(picture.id, title)}
            onMove={(by) => void pictures.move(picture.id, by)}
            onFrame={() => setFramed(picture)}
            onRemove={() => own.remove(picture.id)}
          />
        ))}
      </ul>
      {framed && (
        <FramingDialog
          picture={framed}
          framing={framings[framed.id] ?? CENTERED}
          onFrame={(framing) => onFrame(framed.id, framing)}
          onClose={() => setFramed(undefined)}
        />
      )}
    </section>
  );
}
