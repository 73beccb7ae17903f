import type { Settings } from '../shared/settings';
import { Locked } from './locked';
import { type Sentence, say, type WordKey } from './words';

type Quality = Settings['quality'];

type Props = {
  /** undefined until it is known. */
  readonly quality: Quality | undefined;
  /** An administrator has decided it. */
  readonly isLocked: boolean;
  /** What it costs right now. */
  readonly cost: Sentence;
  readonly onChange: (quality: Quality) => void;
};

/** Tiers in plain words: what they are for. */
const CHOICES: readonly { readonly quality: Quality; readonly words: WordKey }[] = [
  { quality: 'auto', words: 'quality_auto' },
  { quality: 'high', words: 'quality_finest' },
  { quality: 'light', words: 'quality_balanced' },
  { quality: 'least', words: 'quality_battery' },
];

/** How much work goes into the outline. */
export function QualityChoice({ quality, isLocked, cost, onChange }: Props) {
  const isNamed = CHOICES.some((choice) => choice.quality === quality);
  return (
    <div>
      <label class="quality">
        <span>{say('quality')}</span>
        <select
          value={quality ?? 'auto'}
          disabled={quality === undefined || isLocked}
          onChange={({ currentTarget: { value } }) => onChange(value as Quality)}
        >
          {CHOICES.map((choice) => (
            <option key={choice.quality} value={choice.quality}>
              {say(choice.words)}
            </option>
          ))}
          {/* Set by hand, for instance. */}
          {quality && !isNamed && <option value={quality}>{quality}</option>}
        </select>
      </label>
      {isLocked && <Locked />}
      <p class="cost">{say(...cost)}</p>
    </div>
  );
}
