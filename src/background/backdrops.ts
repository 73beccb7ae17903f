import { readBackdrop, readFilm } from '../extension/backdrop-files';
import type { ImageEffect } from '../shared/effect';
import { log } from '../shared/log';
import type { BytesAnswer } from '../shared/messages';
import { toBase64 } from './base64';

const MISSING = { ok: false, reason: 'backdrop-missing' } as const;

/** The encoded picture of a backdrop, built in or the user's own. */
export async function loadBackdrop(wanted: Omit<ImageEffect, 'kind'>): Promise<BytesAnswer> {
  try {
    const backdrop = await readBackdrop(wanted);
    if (!backdrop) return MISSING;
    return { ok: true, base64: await toBase64(backdrop.picture), moves: backdrop.moves };
  } catch (error) {
    log.warn(`the backdrop ${wanted.id} cannot be read`, error);
    return MISSING;
  }
}

/** The film of an own picture. */
export async function loadFilm(id: string): Promise<BytesAnswer> {
  try {
    const film = await readFilm(id);
    return film ? { ok: true, base64: await toBase64(film) } : MISSING;
  } catch (error) {
    log.warn(`the film ${id} cannot be read`, error);
    return MISSING;
  }
}
