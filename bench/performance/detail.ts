/** Is a part of the camera's picture still to be seen in the frame that is sent? */
import type { Rect } from '../../src/shared/geometry';

/** A difference of neighbouring pixels that noise and a blur do not make, 0..255. */
const DETAIL = 24;
/** What conversions of colour may change of it. */
const TOLERANCE = 12;
/** Fewer details say nothing. */
const LEAST_DETAILS = 20;

/** Differences of green between pixels two columns apart. rect: the part read, in fractions. */
export async function readDetail(frame: VideoFrame, rect: Rect): Promise<Int16Array> {
  // Frames with chroma at half the size can only be cut at even places.
  const even = (part: number, length: number) => 2 * Math.round((part * length) / 2);
  const { codedWidth, codedHeight } = frame;
  const [width, height] = [even(rect.width, codedWidth), even(rect.height, codedHeight)];
  const place = { x: even(rect.x, codedWidth), y: even(rect.y, codedHeight), width, height };
  const rgba = new Uint8Array(4 * width * height);
  await frame.copyTo(rgba, { rect: place, format: 'RGBA' });
  const green = (at: number) => rgba[4 * at + 1] as number;
  return Int16Array.from({ length: width * height - 2 }, (_, i) => green(i + 2) - green(i));
}

/**
 * The share, 0..1, of the camera's details that the frame sent has too; undefined for a part
 * without any.
 */
export function sharedDetail(camera: Int16Array, sent: Int16Array): number | undefined {
  let details = 0;
  let shared = 0;
  for (let i = 0; i < camera.length; i++) {
    const detail = camera[i] as number;
    if (Math.abs(detail) < DETAIL) continue;
    details++;
    if (Math.abs((sent[i] ?? 0) - detail) <= TOLERANCE) shared++;
  }
  return details < LEAST_DETAILS ? undefined : shared / details;
}
