import type { Size } from '../../src/shared/geometry';
import type { Settings } from '../../src/shared/settings';
import type { PhaseName } from '../../src/shared/status';
import type { Tier } from '../../src/shared/tiers';
import type { CompositorName } from './builds';

export type EffectName = 'none' | 'blur' | 'image' | 'film';
export type TierName = Tier | 'auto';

export const SIZES: readonly Size[] = [
  { width: 640, height: 360 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];
export const COMPOSITORS: readonly CompositorName[] = ['planes', 'webgl'];
export const TIERS: readonly Tier[] = ['sparse', 'least', 'low', 'light', 'medium', 'high'];

export const EFFECTS: Record<EffectName, Partial<Settings>> = {
  none: { enabled: false },
  blur: { effect: { kind: 'blur', strength: 0.5 } },
  image: { effect: { kind: 'image', id: 'dusk' } },
  /** Chosen when it is added. */
  film: {},
};

/** How Veil is set in a row. */
export type Setup = {
  readonly compositor: CompositorName;
  readonly tier: TierName;
  readonly effect: EffectName;
  /** The phase of a frame that is left out, to see what it costs. */
  readonly without?: PhaseName;
};

/** One line of the table. setup: undefined for a browser without Veil, in which the page may follow a recipe. */
export type Row = {
  readonly size: Size;
  readonly setup: Setup | undefined;
  readonly recipe?: true;
};

/** What is asked for; undefined: the short selection. */
export type Selection = {
  readonly sizes: readonly Size[];
  readonly compositors: readonly CompositorName[];
  readonly tiers: readonly TierName[];
  readonly effects: readonly EffectName[] | undefined;
  readonly recipe: boolean;
  /** Phases that are left out, in a row each. */
  readonly without: readonly PhaseName[];
};

/**
 * The lines of the table: each size begins with its floor, and an effect that uses no compositor and
 * no model is there once.
 */
export function rowsOf(selection: Selection): Row[] {
  const { sizes, compositors, tiers, effects, recipe, without } = selection;
  return sizes.flatMap((size) => {
    const wanted = effects ?? shortEffects(size);
    const setups = compositors.flatMap((compositor) =>
      tiers.flatMap((tier) =>
        wanted
          .filter((each) => each !== 'none')
          .map((effect): Setup => ({ compositor, tier, effect }))
          .flatMap((setup) => [setup, ...without.map((phase) => ({ ...setup, without: phase }))]),
      ),
    );
    const none: Setup = { compositor: 'planes', tier: tiers[0] ?? 'high', effect: 'none' };
    const all = [undefined, ...(wanted.includes('none') ? [none] : []), ...setups];
    const rows: Row[] = all.map((setup) => ({ size, setup }));
    return recipe ? [...rows, { size, setup: undefined, recipe }] : rows;
  });
}

function shortEffects({ height }: Size): readonly EffectName[] {
  return height === 720 ? ['none', 'blur', 'image'] : ['image'];
}

/** Size, compositor, tier and effect, as the table's first columns say them. */
export function titlesOf({ size, setup, recipe }: Row): string[] {
  const sizeText = `${size.width}x${size.height}`;
  if (recipe) return [sizeText, 'the usual recipe', '', 'image'];
  if (!setup) return [sizeText, 'no Veil', '', ''];
  const { compositor, tier, effect, without } = setup;
  if (effect === 'none') return [sizeText, '', '', effect];
  return [sizeText, without ? `${compositor} without ${without}` : compositor, tier, effect];
}
