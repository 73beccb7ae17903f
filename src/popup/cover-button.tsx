import { say } from '../ui/words';

type Props = {
  readonly covered: boolean;
  /** The key that does the same; empty when there is none. */
  readonly keys: string;
  readonly onCover: (covered: boolean) => void;
};

/** Hides the user at once, in every call; and shows them again. */
export function CoverButton({ covered, keys, onCover }: Props) {
  return (
    <button
      type="button"
      class="cover"
      title={keys}
      aria-pressed={covered}
      onClick={() => onCover(!covered)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 5h16M6 5v14m12-14v14M6 5c0 6 2 8 5 9m7-9c0 6-2 8-5 9" />
      </svg>
      <span>{say(covered ? 'uncover' : 'cover')}</span>
    </button>
  );
}
