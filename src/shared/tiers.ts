import type { InputClass } from './model-variants';
import { isRecord } from './parse';

/** How much work goes into a frame's matte. */
export type Tier = 'high' | 'medium' | 'light' | 'low' | 'least' | 'sparse';

/** The stages of a mask's last finish, each of which a tier has where it is worth its time. */
export const FINISH = [
  /** Room that something thin of the person encloses is emptied: docs/decisions/0027-arches-and-things-in-hands.md. */
  'arches',
  /** The room behind people is learned: docs/decisions/0024-a-learned-room.md. */
  'plate',
  /** Half tones are kept at edges only: docs/decisions/0025-half-tones-and-gaps.md. */
  'tones',
  /** A patch in doubt all over is decided as one, after `tones`: docs/decisions/0027-arches-and-things-in-hands.md. */
  'patches',
  /** Room that the guided filter takes for the person is told by its colours: docs/decisions/0028-room-told-by-its-colours.md. */
  'colors',
  /** Who is small beside somebody large is looked at in a region of their own: docs/decisions/0026-others-in-turn.md. */
  'others',
  /** What only the whole look takes for somebody is dropped: docs/decisions/0029-nobody.md. */
  'apparitions',
] as const;
export type Finish = (typeof FINISH)[number];

export type TierPlan = {
  readonly input: InputClass;
  /** The grid of the guided filter: the model's own, or half as wide and high. */
  readonly guide: 'full' | 'half';
  /** The model runs on every n-th frame; on those between, the mask before is moved along. */
  readonly every: 1 | 2 | 3;
  readonly finish: readonly Finish[];
  /** Cost of mask and matte per frame against that of `high`, measured: docs/decisions/0007-tiers.md. */
  readonly work: number;
};

/** What is worth its time at 288x160: docs/decisions/0007-tiers.md. */
const MOST: readonly Finish[] = ['arches', 'plate', 'tones', 'patches', 'others'];

/** All tiers, from the finest to the cheapest. */
export const TIERS: Readonly<Record<Tier, TierPlan>> = {
  high: { input: 'fine', guide: 'full', every: 1, finish: FINISH, work: 1 },
  medium: { input: 'high', guide: 'full', every: 1, finish: MOST, work: 0.66 },
  light: { input: 'medium', guide: 'half', every: 1, finish: [], work: 0.51 },
  low: { input: 'low', guide: 'half', every: 1, finish: [], work: 0.38 },
  least: { input: 'low', guide: 'half', every: 2, finish: [], work: 0.26 },
  sparse: { input: 'low', guide: 'half', every: 3, finish: [], work: 0.23 },
};

/** The same, in their order. */
export const LADDER: readonly Tier[] = ['high', 'medium', 'light', 'low', 'least', 'sparse'];

/** Where a device begins that Veil does not know. */
export const DEFAULT_TIER: Tier = 'high';

/** The tier to run with. adapt: it is only where to begin, and the device's own speed decides. */
export type TierChoice = { readonly tier: Tier; readonly adapt: boolean };

export function isTier(value: unknown): value is Tier {
  return typeof value === 'string' && Object.hasOwn(TIERS, value);
}

/** Reads a choice from data nobody vouches for; undefined when it is none. Never throws. */
export function parseTierChoice(value: unknown): TierChoice | undefined {
  if (!isRecord(value)) return undefined;
  const { tier, adapt } = value;
  return isTier(tier) && typeof adapt === 'boolean' ? { tier, adapt } : undefined;
}
