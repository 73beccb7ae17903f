import { fillRect, type Rect, type Size, WHOLE } from '../../shared/geometry';
import { sizeOfPicture } from '../compositor';

/** A rectangle as the shaders take it: x, y, width, height. */
export function rectVector({ x, y, width, height }: Rect): number[] {
  return [x, y, width, height];
}

/** All of a frame or a picture. */
export const ALL = rectVector(WHOLE);

/** The part of a picture that fills a frame. */
export function fillVector(picture: ImageBitmap | VideoFrame, frame: Size): number[] {
  return rectVector(fillRect(sizeOfPicture(picture), frame));
}

/** In whole pixels, at least one. */
export function scaled({ width, height }: Size, scale: number): Size {
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
