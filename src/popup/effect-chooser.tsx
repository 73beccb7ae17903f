import { useRef } from 'preact/hooks';
import { DEFAULT_EFFECT, type HidingEffect } from '../shared/effect';
import { BlurStrength } from './blur-strength';
import { ColorPicker } from './color-picker';
import { FIRST_COLOR } from './colors';
import { BlurIcon, ColorIcon } from './effect-icons';
import { Gallery, type OwnGallery } from './gallery';

type Props = {
  readonly effect: HidingEffect;
  readonly onChoose: (effect: HidingEffect) => void;
  /** The user has let go of a control that chooses live. */
  readonly onSettled: () => void;
  readonly own: OwnGallery;
};

/**
 * One group of radio buttons: blur, a colour, or one of the pictures. An arrow key chooses at once, so
 * nothing in the group shows the room: that is the switch's alone.
 */
export function EffectChooser({ effect, onChoose, onSettled, own }: Props) {
  // Coming back to blur or colour finds them as they were left.
  const remembered = useRef<{ blur: HidingEffect; color: HidingEffect }>({
    blur: DEFAULT_EFFECT,
    color: { kind: 'color', color: FIRST_COLOR },
  });
  if (effect.kind === 'blur' || effect.kind === 'color') remembered.current[effect.kind] = effect;
  const { blur, color } = remembered.current;

  const kinds = [
    { title: 'Blur', effect: blur, icon: <BlurIcon /> },
    {
      title: 'Colour',
      effect: color,
      icon: <ColorIcon color={color.kind === 'color' ? color.color : FIRST_COLOR} />,
    },
  ] as const;

  return (
    <fieldset class="effects">
      <legend class="unseen">Background</legend>
      <div class="kinds">
        {kinds.map(({ title, effect: choice, icon }) => (
          <label class="kind" key={title}>
            <input
              class="unseen"
              type="radio"
              name="effect"
              checked={effect.kind === choice.kind}
              onChange={() => onChoose(choice)}
            />
            {icon}
            <span>{title}</span>
          </label>
        ))}
      </div>
      <div class="details">
        <Details effect={effect} onChoose={onChoose} onSettled={onSettled} />
      </div>
      <Gallery
        chosen={effect.kind === 'image' ? effect.id : undefined}
        onChoose={(id) => onChoose({ kind: 'image', id })}
        own={own}
      />
    </fieldset>
  );
}

function Details({ effect, onChoose, onSettled }: Omit<Props, 'own'>) {
  switch (effect.kind) {
    case 'blur':
      return (
        <BlurStrength
          strength={effect.strength}
          onChange={(strength) => onChoose({ kind: 'blur', strength })}
          onSettled={onSettled}
        />
      );
    case 'color':
      return (
        <ColorPicker
          color={effect.color}
          onChange={(color) => onChoose({ kind: 'color', color })}
          onSettled={onSettled}
        />
      );
    case 'image':
      return <p>A picture takes the place of your room.</p>;
  }
}
