import { addOwnBackdrop, type OwnBackdrop } from '../extension/backdrop-store';
import { OWN_PREFIX } from '../shared/effect';
import { log } from '../shared/log';
import { drawPicture } from './draw-picture';
import { type FileKind, fileKind } from './file-kind';

/** What the browser's dialog offers: what both browsers decode. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/bmp';
export const MAX_FILE_MB = 40;

/** Why a file became no backdrop. */
export type Refusal = 'too-large' | 'heic' | 'svg' | 'unreadable' | 'not-stored';

/** moves: of a moving picture the first one was taken. */
export type AddedImage =
  | { readonly ok: true; readonly backdrop: OwnBackdrop; readonly moves: boolean }
  | { readonly ok: false; readonly reason: Refusal };

/** Makes a backdrop of a file of the user's and stores it; it never leaves this browser. */
export async function addOwnImage(file: File): Promise<AddedImage> {
  if (file.size > MAX_FILE_MB * 1e6) return { ok: false, reason: 'too-large' };
  const kind = await kindOf(file);
  const drawn = await drawPicture(file).catch((error) => {
    log.debug(`${file.name} cannot be decoded`, error);
    return undefined;
  });
  if (!drawn) return { ok: false, reason: refusalOf(kind) };
  const id = `${OWN_PREFIX}${crypto.randomUUID()}`;
  const now = Date.now();
  const backdrop = { id, title: titleOf(file.name), ...drawn, added: now, order: now };
  try {
    await addOwnBackdrop(backdrop);
    // Else a browser may throw the pictures away when a disk is nearly full.
    await navigator.storage.persist();
    return { ok: true, backdrop, moves: kind === 'moving' };
  } catch (error) {
    log.warn('the picture cannot be stored', error);
    return { ok: false, reason: 'not-stored' };
  }
}

async function kindOf(file: File): Promise<FileKind> {
  try {
    return fileKind(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    // Gone since it was chosen, for instance; decoding fails as well, and is what the user is told of.
    log.debug(`${file.name} cannot be read`, error);
    return 'other';
  }
}

function refusalOf(kind: FileKind): Refusal {
  return kind === 'heic' || kind === 'svg' ? kind : 'unreadable';
}

function titleOf(name: string): string {
  return name.replace(/\.[^.]+$/, '') || name;
}
