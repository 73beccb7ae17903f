import { say } from './words';

type Props = {
  readonly strength: number;
  /** The weakest that may be chosen, 0..1. */
  readonly least: number;
  readonly onChange: (strength: number) => void;
  readonly onSettled: () => void;
};

/** How strong the blur is; the call follows while the slider moves. */
export function BlurStrength({ strength, least, onChange, onSettled }: Props) {
  const percent = Math.round(100 * strength);
  return (
    <label class="strength">
      <span>{say('strength')}</span>
      <input
        type="range"
        min={Math.ceil(100 * least)}
        max="100"
        value={percent}
        aria-valuetext={say('percent', percent)}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber / 100)}
        onChange={onSettled}
      />
      <span class="percent" aria-hidden="true">
        {say('percent', percent)}
      </span>
    </label>
  );
}
