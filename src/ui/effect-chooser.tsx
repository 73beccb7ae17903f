import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { HidingEffect } from '../shared/effect';
import { atLeast, isAllowed, type Policy } from '../shared/policy';
import { BlurStrength } from './blur-strength';
import { ColorPicker } from './color-picker';
import { FIRST_COLOR } from './colors';
import { BlurIcon, ColorIcon } from './effect-icons';
import { type EffectKind, effectKind, STRONG_BLUR } from './effect-kind';
import { Gallery, type OwnGallery } from './gallery';
import { Locked } from './locked';
import { say } from './words';

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

/** What a kind is before anything else was chosen of it. */
const FIRST: Readonly<Record<EffectKind, HidingEffect>> = {
  blur_slight: { kind: 'blur', strength: 0.25 },
  blur_strong: { kind: 'blur', strength: 0.75 },
  color: { kind: 'color', color: FIRST_COLOR },
};

/**
 * One group of radio buttons: a slight blur, a strong one, a colour, or one of the pictures. An arrow key chooses at once, so
 * nothing in the group shows the room: that is the switch's alone.
 */
export function EffectChooser({ effect, policy, onChoose, onSettled, own, recent }: Props) {
  // Coming back to one finds it as it was left.
  const remembered = useRef({ ...FIRST });
  const kind = effect && effect.kind !== 'image' ? effectKind(effect) : undefined;
  if (effect && kind) remembered.current[kind] = effect;
  const least = policy.leastBlur ?? 0;
  const { color } = remembered.current;

  const all: readonly { title: EffectKind; icon: ComponentChildren; isThere: boolean }[] = [
    { title: 'blur_slight', icon: <BlurIcon />, isThere: least < STRONG_BLUR },
    { title: 'blur_strong', icon: <BlurIcon isStrong />, isThere: true },
    {
      title: 'color',
      icon: <ColorIcon color={color.kind === 'color' ? color.color : FIRST_COLOR} />,
      isThere: true,
    },
  ];
  const kinds = all.filter(
    ({ title, isThere }) => isThere && isAllowed(remembered.current[title], policy),
  );
  const isLocked = policy.effect !== undefined;

  return (
    <fieldset class="effects" disabled={isLocked} aria-busy={effect === undefined}>
      <legend class="unseen">{say('background')}</legend>
      {(isLocked || policy.allowed) && <Locked />}
      <div class="kinds">
        {kinds.map(({ title, icon }) => (
          <label class="kind" key={title}>
            <input
              class="unseen"
              type="radio"
              name="effect"
              checked={kind === title}
              onChange={() => onChoose(atLeast(remembered.current[title], least))}
            />
            {icon}
            <span>{say(title)}</span>
          </label>
        ))}
      </div>
      {effect?.kind === 'blur' && (
        <BlurStrength
          strength={effect.strength}
          least={least}
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
