import type { InputClass } from './model-variants';
import { isRecord } from './parse';

/** How much work goes into a frame's matte. */
export type Tier = 'high' | 'medium' | 'light' | 'low' | 'least' | 'sparse';

export type TierPlan = {
  readonly input: InputClass;
  /** The grid of the guided filter: the model's own, or half as wide and high. */
  readonly guide: 'full' | 'half';
  /** The model runs on every n-th frame; on those between, the mask before is moved along. */
  readonly every: 1 | 2 | 3;
  /**
   * Whether the mask has its last finish: the room behind people is learned (docs/decisions/0024-a-learned-room.md), and
   * half tones are kept at edges only (docs/decisions/0025-half-tones-and-gaps.md). Who is small beside somebody large is
   * looked at, too (docs/decisions/0026-others-in-turn.md), and room is told by its colours (docs/decisions/0028-room-told-by-its-colours.md).
   */
  readonly finish: boolean;
  /** Cost of mask and matte per frame against that of `high`, measured: docs/decisions/0007-tiers.md. */
  readonly work: number;
};

/** All tiers, from the finest to the cheapest. */
export const TIERS: Readonly<Record<Tier, TierPlan>> = {
  high: { input: 'fine', guide: 'full', every: 1, finish: true, work: 1 },
  medium: { input: 'high', guide: 'full', every: 1, finish: false, work: 0.66 },
  light: { input: 'medium', guide: 'half', every: 1, finish: false, work: 0.51 },
  low: { input: 'low', guide: 'half', every: 1, finish: false, work: 0.38 },
  least: { input: 'low', guide: 'half', every: 2, finish: false, work: 0.26 },
  sparse: { input: 'low', guide: 'half', every: 3, finish: false, work: 0.23 },
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
