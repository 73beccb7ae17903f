/** Width and height in pixels. */
export type Size = { readonly width: number; readonly height: number };

/** Rotation, in degrees, and mirroring of a VideoFrame as newer browsers tell them; the DOM types do not know them yet. */
export type Orientation = { readonly rotation?: number; readonly flip?: boolean };

/** A rectangle; the unit is its user's (pixels, or fractions of a picture). */
export type Rect = Size & { readonly x: number; readonly y: number };

/** The whole of a frame or a picture, in fractions of it. */
export const WHOLE: Rect = { x: 0, y: 0, width: 1, height: 1 };

/** A part that is told in fractions of a picture, in its pixels. */
export function inPixels({ x, y, width, height }: Rect, picture: Size): Rect {
  return {
    x: x * picture.width,
    y: y * picture.height,
    width: width * picture.width,
    height: height * picture.height,
  };
}

/**
 * The centred part of `picture`, as fractions of it, that fills `frame` without bars and without
 * stretching ("cover").
 */
export function fillRect(picture: Size, frame: Size): Rect {
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height);
  const width = frame.width / (picture.width * scale);
  const height = frame.height / (picture.height * scale);
  return { x: (1 - width) / 2, y: (1 - height) / 2, width, height };
}
