import browser from 'webextension-polyfill';
import { readOwnBackdrop } from '../extension/backdrop-store';
import { OWN_PREFIX } from '../shared/effect';
import { log } from '../shared/log';
import type { BackdropAnswer } from '../shared/messages';

/** The encoded picture of a backdrop, built in or the user's own. */
export async function loadBackdrop(id: string): Promise<BackdropAnswer> {
  try {
    const picture = id.startsWith(OWN_PREFIX)
      ? (await readOwnBackdrop(id))?.picture
      : await readBuiltIn(id);
    if (!picture) return { ok: false, reason: 'backdrop-missing' };
    return { ok: true, base64: await toBase64(picture) };
  } catch (error) {
    log.warn(`the backdrop ${id} cannot be read`, error);
    return { ok: false, reason: 'backdrop-missing' };
  }
}

async function readBuiltIn(id: string): Promise<Blob | undefined> {
  const response = await fetch(browser.runtime.getURL(`backdrops/${id}.webp`));
  return response.ok ? response.blob() : undefined;
}

async function toBase64(picture: Blob): Promise<string> {
  return new Uint8Array(await picture.arrayBuffer()).toBase64();
}
