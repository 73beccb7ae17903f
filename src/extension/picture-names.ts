import { type Effect, type ImageEffect, OWN_PREFIX } from '../shared/effect';

/**
 * What a site knows the user's own pictures by: a name that is the same at every call there, and another on every other site,
 * so that no two sites find out that they have the same visitor. Another part of a picture is another picture.
 */
export type PictureNames = {
  /** The effect as the site is told it. */
  hide(effect: Effect): Promise<Effect>;
  /** What the site calls so; undefined when it was told no such name. */
  effectOf(name: string): ImageEffect | undefined;
};

/** site: its origin. */
export function createPictureNames(site: string): PictureNames {
  const effects = new Map<string, ImageEffect>();
  return {
    hide: async (effect) => {
      if (effect.kind !== 'image') return effect;
      const name = effect.id.startsWith(OWN_PREFIX) ? await nameOf(effect, site) : effect.id;
      effects.set(name, effect);
      return { kind: 'image', id: name };
    },
    effectOf: (name) => effects.get(name),
  };
}

/** Nobody finds the one by the other: an id is 122 bits of chance. */
async function nameOf({ id, framing }: ImageEffect, site: string): Promise<string> {
  const part = framing ? ` ${framing.x} ${framing.y} ${framing.zoom}` : '';
  const text = new TextEncoder().encode(`${id} ${site}${part}`);
  const digest = await crypto.subtle.digest('SHA-256', text);
  const hex = [...new Uint8Array(digest, 0, 16)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `${OWN_PREFIX}${hex.join('')}`;
}
