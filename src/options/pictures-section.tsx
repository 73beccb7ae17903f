import { AddTile } from '../ui/add-tile';
import type { OwnGallery } from '../ui/gallery';
import type { OwnPictures } from '../ui/use-own-pictures';
import { say } from '../ui/words';
import { PictureCard } from './picture-card';

type Props = { readonly pictures: OwnPictures; readonly own: OwnGallery };

/** The user's own pictures: added by picker, drag and drop, or paste; named, put in order, removed. */
export function PicturesSection({ pictures, own }: Props) {
  return (
    <section class="card" aria-labelledby="pictures">
      <h2 id="pictures">{say('group_own')}</h2>
      <p class="quiet">{say('pictures_how')}</p>
      <ul class="cards">
        <li>
          <AddTile adding={own.adding} onFiles={own.add} />
        </li>
        {own.pictures.map((picture, place) => (
          <PictureCard
            key={picture.id}
            picture={picture}
            isFirst={place === 0}
            isLast={place === own.pictures.length - 1}
            onRename={(title) => void pictures.rename(picture.id, title)}
            onMove={(by) => void pictures.move(picture.id, by)}
            onRemove={() => own.remove(picture.id)}
          />
        ))}
      </ul>
    </section>
  );
}
