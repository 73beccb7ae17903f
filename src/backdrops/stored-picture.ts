import type { Rect, Size } from '../shared/geometry';

/** A call sends no more pixels: a picture that fills these is never enlarged. */
const FILLED: Size = { width: 1920, height: 1080 };
/** Longest side that is kept. What is cut off lies outside the picture of any usual call. */
const LONGEST = 2560;

/** How a picture is stored: `part` of it, in its own pixels, drawn at `size`. */
export type StoredPicture = { readonly part: Rect; readonly size: Size };

/**
 * Shrinks a picture as far as it still fills 1920x1080, whatever its shape, and cuts the ends off one that
 * is much longer than wide, alike on both. Never enlarges. picture: in pixels, upright.
 */
export function storedPicture({ width, height }: Size): StoredPicture {
  const scale = Math.min(1, Math.max(FILLED.width / width, FILLED.height / height));
  const shrunk = (length: number) => Math.max(1, Math.min(LONGEST, Math.round(length * scale)));
  const size = { width: shrunk(width), height: shrunk(height) };
  const across = Math.min(width, size.width / scale);
  const down = Math.min(height, size.height / scale);
  return {
    part: { x: (width - across) / 2, y: (height - down) / 2, width: across, height: down },
    size,
  };
}
