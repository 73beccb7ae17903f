import { addOwnBackdrop, type OwnBackdrop } from '../extension/backdrop-store';
import { OWN_PREFIX } from '../shared/effect';
import { fitWithin, type Size } from '../shared/geometry';
import { log } from '../shared/log';

/** Calls send 1080 lines at most; a larger picture would only cost memory in each of them. */
const LIMIT: Size = { width: 1920, height: 1080 };
const MAX_FILE_MB = 40;
const ENCODING = { type: 'image/webp', quality: 0.9 } as const;

/** `sentence` tells the user why nothing was added. */
export type AddedImage =
  | { readonly ok: true; readonly backdrop: OwnBackdrop }
  | { readonly ok: false; readonly sentence: string };

/** Makes a backdrop of a file of the user's and stores it; it never leaves this browser. */
export async function addOwnImage(file: File): Promise<AddedImage> {
  if (file.size > MAX_FILE_MB * 1e6) {
    const sentence = `${file.name} is larger than ${MAX_FILE_MB} MB. Choose a smaller picture.`;
    return { ok: false, sentence };
  }
  const picture = await preparePicture(file);
  if (!picture) {
    const sentence = `${file.name} is not an image Veil can read. Choose a JPEG, PNG or WebP file.`;
    return { ok: false, sentence };
  }
  const id = `${OWN_PREFIX}${crypto.randomUUID()}`;
  const backdrop = { id, title: titleOf(file.name), picture, added: Date.now() };
  try {
    await addOwnBackdrop(backdrop);
    return { ok: true, backdrop };
  } catch (error) {
    log.warn('the picture cannot be stored', error);
    return { ok: false, sentence: `${file.name} could not be stored. Is the disk full?` };
  }
}

/** Decodes, turns upright, shrinks and encodes; undefined for what is no picture. */
async function preparePicture(file: File): Promise<Blob | undefined> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const size = fitWithin(bitmap, LIMIT);
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('expected a 2d context');
    context.imageSmoothingQuality = 'high';
    // Paper behind a see-through picture: in a call there is nothing to shine through.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, size.width, size.height);
    context.drawImage(bitmap, 0, 0, size.width, size.height);
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
