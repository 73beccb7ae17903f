import { ACCEPTED } from '../backdrops/own-image';
import { say } from './words';

type Props = {
  readonly adding: boolean;
  /** How far a video is, 0..1, which takes its time. */
  readonly progress: number | undefined;
  readonly onFiles: (files: readonly File[]) => void;
  /** Opens the place where files are chosen, if that is not here. */
  readonly onElsewhere?: (() => void) | undefined;
};

/** The tile that takes files of the user's. */
export function AddTile({ adding, progress, onFiles, onElsewhere }: Props) {
  const done = progress === undefined ? '' : say('percent', Math.floor(100 * progress));
  const face = (
    <>
      <span class="plus">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 5v14M5 12h14" />
        </svg>
      </span>
      <span class="title">
        {`${say(adding ? 'picture_adding' : 'picture_add')} ${done}`.trim()}
      </span>
    </>
  );
  if (onElsewhere)
    return (
      <button class="picture add" type="button" onClick={onElsewhere}>
        {face}
      </button>
    );
  return (
    <label class="picture add" aria-busy={adding}>
      <input
        class="unseen"
        type="file"
        multiple
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
      {face}
    </label>
  );
}
