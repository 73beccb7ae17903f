import { useEffect, useRef } from 'preact/hooks';
import type { GalleryPicture } from './gallery-groups';
import { whenNear } from './near-view';
import { say } from './words';

type Props = {
  readonly picture: GalleryPicture;
  readonly chosen: boolean;
  readonly onChoose: () => void;
};

/** A picture to choose; the chosen one is in sight when the panel opens. */
export function Tile({ picture, chosen, onChoose }: Props) {
  const { title, moves } = picture;
  const tile = useRef<HTMLLabelElement>(null);
  useEffect(() => {
    if (!chosen) return;
    picture.look?.();
    tile.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  return (
    <label class="picture" title={title} ref={tile}>
      <input class="unseen" type="radio" name="effect" checked={chosen} onChange={onChoose} />
      <TilePicture {...picture} />
      {moves && <FilmMark />}
      {chosen && (
        <svg class="check" viewBox="0 0 10 10" aria-hidden="true">
          <path d="m1 5.5 2.7 2.7L9 2" />
        </svg>
      )}
      <span class="title">{title}</span>
    </label>
  );
}

/** Says that a picture moves. */
export function FilmMark() {
  return (
    <span class="film">
      <svg viewBox="0 0 10 10" aria-hidden="true">
        <path d="M2.5 1.5 8 5 2.5 8.5Z" />
      </svg>
      <span class="unseen">{say('video')}</span>
    </span>
  );
}

/** The small picture, or the room it will take. */
export function TilePicture({ url, look }: Pick<GalleryPicture, 'url' | 'look'>) {
  const blank = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (blank.current && look) return whenNear(blank.current, look);
    return undefined;
  }, [url]);
  if (!url) return <span class="blank" ref={blank} />;
  return <img src={url} alt="" width="320" height="180" decoding="async" loading="lazy" />;
}
