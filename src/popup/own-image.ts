import { addOwnBackdrop, type OwnBackdrop } from '../extension/backdrop-store';
import { OWN_PREFIX } from '../shared/effect';
import { log } from '../shared/log';
import { type FileKind, fileKind } from './file-kind';
import { storedPicture } from './stored-picture';

/** What the browser's dialog offers: what both browsers decode. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/bmp';
const MAX_FILE_MB = 40;
const ENCODING = { type: 'image/webp', quality: 0.9 } as const;

/** `note` says what became of it, `sentence` why nothing was added. */
export type AddedImage =
  | { readonly ok: true; readonly backdrop: OwnBackdrop; readonly note?: string }
  | { readonly ok: false; readonly sentence: string };

/** Makes a backdrop of a file of the user's and stores it; it never leaves this browser. */
export async function addOwnImage(file: File): Promise<AddedImage> {
  if (file.size > MAX_FILE_MB * 1e6) {
    const sentence = `${file.name} is larger than ${MAX_FILE_MB} MB. Choose a smaller picture.`;
    return { ok: false, sentence };
  }
  const kind = await kindOf(file);
  const picture = await preparePicture(file);
  if (!picture) return { ok: false, sentence: refusal(file.name, kind) };
  const id = `${OWN_PREFIX}${crypto.randomUUID()}`;
  const backdrop = { id, title: titleOf(file.name), picture, added: Date.now() };
  try {
    await addOwnBackdrop(backdrop);
    // Else a browser may throw the pictures away when a disk is nearly full.
    await navigator.storage.persist();
    if (kind !== 'moving') return { ok: true, backdrop };
    const note = `${file.name} moves; Veil shows its first picture, standing still.`;
    return { ok: true, backdrop, note };
  } catch (error) {
    log.warn('the picture cannot be stored', error);
    return { ok: false, sentence: `${file.name} could not be stored. Is the disk full?` };
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

function refusal(name: string, kind: FileKind): string {
  switch (kind) {
    case 'heic':
      return `${name} is a HEIC picture, which browsers cannot read. Save or share it as JPEG, then add that.`;
    case 'svg':
      return `${name} is an SVG drawing, which Veil does not take. Save it as PNG, then add that.`;
    default:
      return `${name} is not an image Veil can read. Choose a JPEG, PNG or WebP file.`;
  }
}

/** Decodes, turns upright, shrinks, crops and encodes; undefined for what is no picture. */
async function preparePicture(file: File): Promise<Blob | undefined> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const { part, size } = storedPicture(bitmap);
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('expected a 2d context');
    context.imageSmoothingQuality = 'high';
    // Paper behind a see-through picture: in a call there is nothing to shine through.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, size.width, size.height);
    const { x, y, width, height } = part;
    context.drawImage(bitmap, x, y, width, height, 0, 0, size.width, size.height);
    bitmap.close();
    return await canvas.convertToBlob(ENCODING);
  } catch (error) {
    log.debug(`${file.name} cannot be decoded`, error);
    return undefined;
  }
}

function titleOf(name: string): string {
  return name.replace(/\.[^.]+$/, '') || name;
}
