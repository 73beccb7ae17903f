import { type Effect, OWN_PREFIX } from '../shared/effect';

/**
 * What a site knows the user's own pictures by: a name that is the same at every call there, and another on every other site,
 * so that no two sites find out that they have the same visitor.
 */
export type PictureNames = {
  /** The effect as the site is told it. */
  hide(effect: Effect): Promise<Effect>;
  /** The picture that the site calls so; undefined when it was told no such name. */
  idOf(name: string): string | undefined;
};

/** site: its origin. */
export function createPictureNames(site: string): PictureNames {
  const ids = new Map<string, string>();
  return {
    hide: async (effect) => {
      if (effect.kind !== 'image') return effect;
      const name = effect.id.startsWith(OWN_PREFIX) ? await nameOf(effect.id, site) : effect.id;
      ids.set(name, effect.id);
      return { kind: 'image', id: name };
    },
    idOf: (name) => ids.get(name),
  };
}

/** Nobody finds the one by the other: an id is 122 bits of chance. */
async function nameOf(id: string, site: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${id} ${site}`));
  const hex = [...new Uint8Array(digest, 0, 16)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `${OWN_PREFIX}${hex.join('')}`;
}
