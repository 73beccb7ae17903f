import { type Framing, parseFraming } from './framing';
import { isRecord } from './parse';

/** What Veil puts in the room's place. `none` shows the room, by the user's own choice. */
export type Effect =
  | { readonly kind: 'none' }
  /** strength: 0 (a hint) to 1 (nothing in the room can be told apart). */
  | { readonly kind: 'blur'; readonly strength: number }
  /** color: `#rrggbb`, lower case. */
  | { readonly kind: 'color'; readonly color: string }
  | ImageEffect;

/** id: a built-in backdrop's name, or `own-…` for a picture of the user's. framing: the part of it that is shown. */
export type ImageEffect = {
  readonly kind: 'image';
  readonly id: string;
  readonly framing?: Framing;
};

/** An effect that hides the room: all but `none`. */
export type HidingEffect = Exclude<Effect, { readonly kind: 'none' }>;

export const DEFAULT_EFFECT: HidingEffect = { kind: 'blur', strength: 0.5 };

/** Begins the id of a picture of the user's own. */
export const OWN_PREFIX = 'own-';
/** Begins the id of a picture that the user's organisation brings along; kept and named as an own one. */
export const PRESET_PREFIX = `${OWN_PREFIX}preset-`;

const COLOR = /^#[0-9a-f]{6}$/;
const BACKDROP_ID = /^[a-z][a-z0-9-]{0,63}$/;

/** True for a string that can name a backdrop: lower-case letters, digits, dashes, 64 at most. */
export function isBackdropId(value: unknown): value is string {
  return typeof value === 'string' && BACKDROP_ID.test(value);
}

/** Reads an effect from data nobody vouches for; undefined when it is none. Never throws. */
export function parseEffect(value: unknown): Effect | undefined {
  if (!isRecord(value)) return undefined;
  switch (value['kind']) {
    case 'none':
      return { kind: 'none' };
    case 'blur': {
      const strength = value['strength'];
      const inRange = typeof strength === 'number' && strength >= 0 && strength <= 1;
      return inRange ? { kind: 'blur', strength } : undefined;
    }
    case 'color': {
      const color = typeof value['color'] === 'string' ? value['color'].toLowerCase() : '';
      return COLOR.test(color) ? { kind: 'color', color } : undefined;
    }
    case 'image': {
      if (!isBackdropId(value['id'])) return undefined;
      const framing = parseFraming(value['framing']);
      return { kind: 'image', id: value['id'], ...(framing && { framing }) };
    }
    default:
      return undefined;
  }
}

/** Red, green and blue of `#rrggbb`, each 0..1. */
export function colorChannels(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
