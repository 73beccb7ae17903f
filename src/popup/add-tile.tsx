import type { Ref } from 'preact';
import { ACCEPTED } from './own-image';

type Props = {
  readonly adding: boolean;
  readonly onFile: (file: File) => void;
  readonly inputRef: Ref<HTMLInputElement>;
};

/** The tile that takes a file of the user's. */
export function AddTile({ adding, onFile, inputRef }: Props) {
  return (
    <label class="picture add" aria-busy={adding}>
      <input
        ref={inputRef}
        class="unseen"
        type="file"
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) onFile(file);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
      <span class="plus">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 5v14M5 12h14" />
        </svg>
      </span>
      <span class="title">{adding ? 'Adding…' : 'Add image…'}</span>
    </label>
  );
}
