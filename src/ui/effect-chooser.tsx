import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { DEFAULT_EFFECT, type HidingEffect } from '../shared/effect';
import { isAllowed, type Policy } from '../shared/policy';
import { BlurStrength } from './blur-strength';
import { ColorPicker } from './color-picker';
import { FIRST_COLOR } from './colors';
import { BlurIcon, ColorIcon } from './effect-icons';
import { Gallery, type OwnGallery } from './gallery';
import { Locked } from './locked';
import { say, type WordKey } from './words';

type Props = {
  /** undefined until it is known. */
  readonly effect: HidingEffect | undefined;
  /** What an administrator has decided. */
  readonly policy: Policy;
  readonly onChoose: (effect: HidingEffect) => void;
  /** The user has let go of a control that chooses live. */
  readonly onSettled: () => void;
  readonly own: OwnGallery;
  readonly recent: readonly string[];
};

type Kind = {
  readonly title: WordKey;
  readonly effect: HidingEffect;
  readonly icon: ComponentChildren;
};

/**
 * One group of radio buttons: blur, a colour, or one of the pictures. An arrow key chooses at once, so
 * nothing in the group shows the room: that is the switch's alone.
 */
export function EffectChooser({ effect, policy, onChoose, onSettled, own, recent }: Props) {
  // Coming back to blur or colour finds them as they were left.
  const remembered = useRef<{ blur: HidingEffect; color: HidingEffect }>({
    blur: DEFAULT_EFFECT,
    color: { kind: 'color', color: FIRST_COLOR },
  });
  if (effect?.kind === 'blur' || effect?.kind === 'color') remembered.current[effect.kind] = effect;
  const { blur, color } = remembered.current;

  const all: readonly Kind[] = [
    { title: 'blur', effect: blur, icon: <BlurIcon /> },
    {
      title: 'color',
      effect: color,
      icon: <ColorIcon color={color.kind === 'color' ? color.color : FIRST_COLOR} />,
    },
  ];
  const kinds = all.filter(({ effect: choice }) => isAllowed(choice, policy));
  const isLocked = policy.effect !== undefined;

  return (
    <fieldset class="effects" disabled={isLocked} aria-busy={effect === undefined}>
      <legend class="unseen">{say('background')}</legend>
      {(isLocked || policy.allowed) && <Locked />}
      <div class="kinds">
        {kinds.map(({ title, effect: choice, icon }) => (
          <label class="kind" key={title}>
            <input
              class="unseen"
              type="radio"
              name="effect"
              checked={effect?.kind === choice.kind}
              onChange={() => onChoose(choice)}
            />
            {icon}
            <span>{say(title)}</span>
          </label>
        ))}
      </div>
      {effect?.kind === 'blur' && (
        <BlurStrength
          strength={effect.strength}
          least={policy.leastBlur ?? 0}
          onChange={(strength) => onChoose({ kind: 'blur', strength })}
          onSettled={onSettled}
        />
      )}
      {effect?.kind === 'color' && (
        <ColorPicker
          color={effect.color}
          onChange={(chosen) => onChoose({ kind: 'color', color: chosen })}
          onSettled={onSettled}
        />
      )}
      <Gallery
        chosen={effect?.kind === 'image' ? effect.id : undefined}
        onChoose={(id) => onChoose({ kind: 'image', id })}
        own={own}
        recent={recent}
        isAllowed={(id) => isAllowed({ kind: 'image', id }, policy)}
      />
    </fieldset>
  );
}
