import { OWN_PREFIX } from '../shared/effect';
import { readOwnBackdrop } from './backdrop-store';

/**
 * The encoded picture of a backdrop, built in or the user's own; undefined when there is none. Rejects when
 * it cannot be read. By its path alone, so that a worker of the extension can read it as well.
 */
export async function readBackdrop(id: string): Promise<Blob | undefined> {
  if (id.startsWith(OWN_PREFIX)) return (await readOwnBackdrop(id))?.picture;
  const response = await fetch(`/backdrops/${id}.webp`);
  return response.ok ? response.blob() : undefined;
}
