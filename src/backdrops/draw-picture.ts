import { encodePart } from '../extension/encode-picture';
import { CENTERED, type Framing, framedPart } from '../shared/framing';
import { inPixels, type Size } from '../shared/geometry';
import { storedPicture } from './stored-picture';

/** A file as it is kept: the picture a call gets, and a small one for the gallery. */
export type DrawnPicture = { readonly picture: Blob; readonly thumb: Blob };

/** Two pixels for each of the gallery's, in the shape of a call's picture. */
const THUMB: Size = { width: 320, height: 180 };

/** Decodes a file, turns it upright, shrinks, crops and encodes it. Rejects for what is no picture. */
export async function drawPicture(file: Blob): Promise<DrawnPicture> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const { part, size } = storedPicture(bitmap);
    const [picture, thumb] = await Promise.all([
      encodePart(bitmap, part, size),
      encodeThumb(bitmap, CENTERED),
    ]);
    return { picture, thumb };
  } finally {
    bitmap.close();
  }
}

/** The small picture of one that is stored, as far as it is shown. Rejects for what is no picture. */
export async function drawThumb(picture: Blob, framing = CENTERED): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  try {
    return await encodeThumb(bitmap, framing);
  } finally {
    bitmap.close();
  }
}

function encodeThumb(bitmap: ImageBitmap, framing: Framing): Promise<Blob> {
  return encodePart(bitmap, inPixels(framedPart(bitmap, THUMB, framing), bitmap), THUMB);
}
