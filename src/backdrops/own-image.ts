import { addOwnBackdrop, type OwnBackdrop } from '../extension/backdrop-store';
import { isPrivate } from '../extension/private-window';
import { OWN_PREFIX } from '../shared/effect';
import { log } from '../shared/log';
import { type DrawnPicture, drawPicture, drawThumb } from './draw-picture';
import { type FileKind, fileKind } from './file-kind';
import type { FilmRefusal, Progress } from './made-film';
import { makeFilm } from './make-film';
import { plainName } from './plain-name';

/** What the browser's dialog offers: what both browsers decode. */
export const ACCEPTED =
  'image/jpeg,image/png,image/webp,image/avif,image/gif,image/bmp,video/mp4,video/webm,video/quicktime';
export const MAX_FILE_MB = 40;
export const MAX_VIDEO_MB = 50;

/** Why a file became no backdrop. */
export type Refusal =
  | 'too-large'
  | 'heic'
  | 'svg'
  | 'unreadable'
  | 'not-stored'
  /** The browser keeps nothing in private windows. */
  | 'private-window'
  | 'video-too-large'
  | Exclude<FilmRefusal, 'no-encoder'>;

/** standsStill: of a moving picture the first one was taken. */
export type AddedImage =
  | { readonly ok: true; readonly backdrop: OwnBackdrop; readonly standsStill: boolean }
  | { readonly ok: false; readonly reason: Refusal };

/** What is kept of a file. */
type Made =
  | ({ readonly ok: true; readonly film?: Blob } & DrawnPicture)
  | { readonly ok: false; readonly reason: Refusal };

/** Makes a backdrop of a file of the user's and stores it; it never leaves this browser. */
export async function addOwnImage(file: File, progress: Progress): Promise<AddedImage> {
  if (file.size > MAX_VIDEO_MB * 1e6) {
    // It is not read: its name must do.
    const isVideo = file.type.startsWith('video/');
    return { ok: false, reason: isVideo ? 'video-too-large' : 'too-large' };
  }
  const kind = await kindOf(file);
  const made = await make(file, kind, progress);
  if (!made.ok) return made;
  const { ok, ...kept } = made;
  const id = `${OWN_PREFIX}${crypto.randomUUID()}`;
  const now = Date.now();
  const backdrop = { id, title: titleOf(file.name), ...kept, added: now, order: now };
  try {
    await addOwnBackdrop(backdrop);
    // Else a browser may throw the pictures away when a disk is nearly full.
    await navigator.storage.persist();
    return { ok, backdrop, standsStill: kind === 'moving' && !kept.film };
  } catch (error) {
    log.warn('the picture cannot be stored', error);
    return { ok: false, reason: isPrivate() ? 'private-window' : 'not-stored' };
  }
}

async function make(file: File, kind: FileKind, progress: Progress): Promise<Made> {
  if (kind !== 'video' && kind !== 'moving') return makeStill(file, kind);
  const made = await makeFilm(file, kind, progress);
  if (made.ok) {
    const { picture, film } = made;
    return { ok: true, picture, film, thumb: await drawThumb(picture) };
  }
  if (made.reason !== 'no-encoder') return { ok: false, reason: made.reason };
  return kind === 'moving' ? makeStill(file, kind) : { ok: false, reason: 'video-unreadable' };
}

async function makeStill(file: File, kind: FileKind): Promise<Made> {
  if (file.size > MAX_FILE_MB * 1e6) return { ok: false, reason: 'too-large' };
  try {
    return { ok: true, ...(await drawPicture(file)) };
  } catch (error) {
    log.debug(`${file.name} cannot be decoded`, error);
    if (kind === 'heic' || kind === 'svg') return { ok: false, reason: kind };
    // Nothing of it says what it is: its name must do.
    const isVideo = file.type.startsWith('video/');
    return { ok: false, reason: isVideo ? 'video-unreadable' : 'unreadable' };
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

function titleOf(name: string): string {
  const plain = plainName(name);
  return plain.replace(/\.[^.]+$/, '').trim() || plain;
}
