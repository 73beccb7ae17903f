import { fillRect, inPixels } from '../shared/geometry';
import { sizeOfPicture } from './compositor';

/** Draws a picture over a whole canvas; what does not fit its shape is cut off, the same on both sides. */
export function drawFilling(
  context: OffscreenCanvasRenderingContext2D,
  picture: ImageBitmap | VideoFrame,
): void {
  const { width, height } = context.canvas;
  const size = sizeOfPicture(picture);
  const part = inPixels(fillRect(size, { width, height }), size);
  context.drawImage(picture, part.x, part.y, part.width, part.height, 0, 0, width, height);
}
