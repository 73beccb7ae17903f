import { fillRect } from '../shared/geometry';

/** Draws a picture over a whole canvas; what does not fit its shape is cut off, the same on both sides. */
export function drawFilling(
  context: OffscreenCanvasRenderingContext2D,
  picture: ImageBitmap,
): void {
  const { width, height } = context.canvas;
  const part = fillRect(picture, { width, height });
  context.drawImage(
    picture,
    part.x * picture.width,
    part.y * picture.height,
    part.width * picture.width,
    part.height * picture.height,
    0,
    0,
    width,
    height,
  );
}
