import type { Rect, Size } from '../shared/geometry';
import { storedPicture } from './stored-picture';

/** A file as it is kept: the picture a call gets, and a small one for the gallery. */
export type DrawnPicture = { readonly picture: Blob; readonly thumb: Blob };

/** JPEG: encoded several times faster than WebP, and a backdrop is not see-through. */
const ENCODING = { type: 'image/jpeg', quality: 0.92 } as const;
/** Two pixels for each of the gallery's, in the shape of a call's picture. */
const THUMB: Size = { width: 320, height: 180 };

/** Decodes a file, turns it upright, shrinks, crops and encodes it. Rejects for what is no picture. */
export async function drawPicture(file: Blob): Promise<DrawnPicture> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const { part, size } = storedPicture(bitmap);
    const [picture, thumb] = await Promise.all([
      draw(bitmap, part, size),
      draw(bitmap, middleOf(bitmap, THUMB), THUMB),
    ]);
    return { picture, thumb };
  } finally {
    bitmap.close();
  }
}

/** The small picture of one that was stored without. Rejects for what is no picture. */
export async function drawThumb(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  try {
    return await draw(bitmap, middleOf(bitmap, THUMB), THUMB);
  } finally {
    bitmap.close();
  }
}

function draw(bitmap: ImageBitmap, part: Rect, { width, height }: Size): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('expected a 2d context');
  context.imageSmoothingQuality = 'high';
  // Paper behind a see-through picture: in a call there is nothing to shine through.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, part.x, part.y, part.width, part.height, 0, 0, width, height);
  return canvas.convertToBlob(ENCODING);
}

/** The largest part of that shape, from the middle; in pixels. */
function middleOf({ width, height }: Size, shape: Size): Rect {
  const scale = Math.min(width / shape.width, height / shape.height);
  const part = { width: shape.width * scale, height: shape.height * scale };
  return { x: (width - part.width) / 2, y: (height - part.height) / 2, ...part };
}
