import { say } from '../ui/words';

type Props = {
  readonly covered: boolean;
  /** The key that does the same; empty when there is none. */
  readonly keys: string;
  readonly onCover: (covered: boolean) => void;
};

const EYE =
  'M2.5 12C3.5 10 7 6 12 6s8.5 4 9.5 6c-1 2-4.5 6-9.5 6s-8.5-4-9.5-6M9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0';
const CROSSED_EYE =
  'M4 4l16 16M10.6 6.1a10 10 0 0 1 1.4-.1c5 0 8.5 4 9.5 6a14 14 0 0 1-2.6 3.3M6.6 7.6A14 14 0 0 0 2.5 12c1 2 4.5 6 9.5 6a9.6 9.6 0 0 0 4.4-1.1M9.9 9.9a3 3 0 0 0 4.2 4.2';

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
        <path d={covered ? EYE : CROSSED_EYE} />
      </svg>
      <span>{say(covered ? 'uncover' : 'cover')}</span>
    </button>
  );
}
