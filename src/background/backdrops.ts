import { readBackdrop } from '../extension/backdrop-files';
import { log } from '../shared/log';
import type { BytesAnswer } from '../shared/messages';
import { toBase64 } from './base64';

/** The encoded picture of a backdrop, built in or the user's own. */
export async function loadBackdrop(id: string): Promise<BytesAnswer> {
  try {
    const picture = await readBackdrop(id);
    if (!picture) return { ok: false, reason: 'backdrop-missing' };
    return { ok: true, base64: await toBase64(picture) };
  } catch (error) {
    log.warn(`the backdrop ${id} cannot be read`, error);
    return { ok: false, reason: 'backdrop-missing' };
  }
}
