import { type ImageEffect, OWN_PREFIX } from '../shared/effect';
import { type Framing, framedPart } from '../shared/framing';
import { inPixels, type Size } from '../shared/geometry';
import { readOwnBackdrop } from './backdrop-store';
import { encodePart } from './encode-picture';

/** The shape of most calls, and as many pixels as any sends. */
const CALL: Size = { width: 1920, height: 1080 };

/** moves: it has a film, which goes on where the picture stands still. */
export type ReadBackdrop = { readonly picture: Blob; readonly moves: boolean };

/**
 * The encoded picture of a backdrop, built in or the user's own, cut to the part that is shown; undefined when there is
 * none. Rejects when it cannot be read. By its path alone, so that a worker of the extension can read it as well.
 */
export async function readBackdrop({
  id,
  framing,
}: Omit<ImageEffect, 'kind'>): Promise<ReadBackdrop | undefined> {
  if (id.startsWith(OWN_PREFIX)) {
    const own = await readOwnBackdrop(id);
    if (!own) return undefined;
    const picture = framing ? await cut(own.picture, framing) : own.picture;
    return { picture, moves: own.film !== undefined };
  }
  const response = await fetch(`/backdrops/${id}.webp`);
  return response.ok ? { picture: await response.blob(), moves: false } : undefined;
}

/** The film of an own picture that moves; undefined for any other. Rejects when it cannot be read. */
export async function readFilm(id: string): Promise<Blob | undefined> {
  return (await readOwnBackdrop(id))?.film;
}

/** Cut here, not in the loop: a page gets nothing of a picture that its call does not show. */
async function cut(picture: Blob, framing: Framing): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  try {
    const part = inPixels(framedPart(bitmap, CALL, framing), bitmap);
    // Never enlarged: the compositor does that as well.
    const scale = Math.min(1, part.width / CALL.width);
    const size = {
      width: Math.max(1, Math.round(CALL.width * scale)),
      height: Math.max(1, Math.round(CALL.height * scale)),
    };
    return await encodePart(bitmap, part, size);
  } finally {
    bitmap.close();
  }
}
