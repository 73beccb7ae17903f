import type { ComponentChildren } from 'preact';
import type { GalleryPicture } from '../ui/gallery-groups';
import { FilmMark, TilePicture } from '../ui/tile';
import { say } from '../ui/words';

type Props = {
  readonly picture: GalleryPicture;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onRename: (title: string) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onFrame: () => void;
  readonly onRemove: () => void;
};

/** Longer names are cut off wherever they are shown. */
const LONGEST_NAME = 80;

/** A picture of the user's own, with its name and what can be done with it. */
export function PictureCard(props: Props) {
  const { picture, isFirst, isLast, onRename, onMove, onFrame, onRemove } = props;
  const { title, moves } = picture;
  return (
    <li class="picture-card">
      <TilePicture {...picture} />
      {moves && <FilmMark />}
      <input
        class="name"
        type="text"
        value={title}
        maxLength={LONGEST_NAME}
        aria-label={say('picture_name')}
        onChange={({ currentTarget }) => {
          const name = currentTarget.value.trim();
          if (name) onRename(name);
          else currentTarget.value = title;
        }}
      />
      <div class="acts">
        <Act label={say('picture_earlier', title)} off={isFirst} onAct={() => onMove(-1)}>
          <path class="turns" d="M14.5 6 8.5 12l6 6" />
        </Act>
        <Act label={say('picture_later', title)} off={isLast} onAct={() => onMove(1)}>
          <path class="turns" d="m9.5 6 6 6-6 6" />
        </Act>
        {!moves && (
          <Act label={say('framing_named', title)} onAct={onFrame}>
            <path d="M7 3v12a2 2 0 0 0 2 2h12M3 7h12a2 2 0 0 1 2 2v12" />
          </Act>
        )}
        <Act label={say('picture_remove_named', title)} onAct={onRemove}>
          <path d="M5 7h14M10 4h4M7.5 7l.8 12h7.4l.8-12M10.5 10.5v5m3-5v5" />
        </Act>
      </div>
    </li>
  );
}

type ActProps = {
  readonly label: string;
  /** There is nothing to do; the button keeps the focus all the same. */
  readonly off?: boolean;
  readonly onAct: () => void;
  readonly children: ComponentChildren;
};

function Act({ label, off = false, onAct, children }: ActProps) {
  return (
    <button
      type="button"
      class="icon-button"
      title={label}
      aria-label={label}
      aria-disabled={off}
      onClick={() => !off && onAct()}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        {children}
      </svg>
    </button>
  );
}
