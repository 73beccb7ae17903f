import { SWATCHES } from './colors';
import { say } from './words';

type Props = {
  readonly color: string;
  readonly onChange: (color: string) => void;
  readonly onSettled: () => void;
};

/** A few good colours, and any other one. */
export function ColorPicker({ color, onChange, onSettled }: Props) {
  return (
    <div class="colors">
      {SWATCHES.map((swatch) => (
        <button
          key={swatch.color}
          class="swatch"
          type="button"
          title={say(swatch.name)}
          aria-label={say(swatch.name)}
          aria-pressed={swatch.color === color}
          onClick={() => onChange(swatch.color)}
        >
          {/* An attribute of SVG, as the extension's CSP allows no style attribute. */}
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="11.5" fill={swatch.color} />
          </svg>
        </button>
      ))}
      <label class="any-color">
        <span>{say('other')}</span>
        <input
          type="color"
          value={color}
          aria-label={say('other_color')}
          onInput={(event) => onChange(event.currentTarget.value)}
          onChange={onSettled}
        />
      </label>
    </div>
  );
}
