/** Is a part of the camera's picture still to be seen in the frame that is sent? */
import type { Rect } from '../../src/shared/geometry';

/** A difference of neighbouring pixels that noise and a blur do not make, 0..255. */
const DETAIL = 24;
/** What conversions of colour may change of it. */
const TOLERANCE = 12;
/** Fewer details say nothing. */
const LEAST_DETAILS = 20;

/** Rows skipped: this runs on every frame. */
const ROW_STEP = 4;

/** Differences of brightness between pixels two columns apart. rect: the part, in fractions. */
export async function readDetail(frame: VideoFrame, rect: Rect): Promise<Int16Array> {
  // Frames with chroma at half the size can only be cut at even places.
  const even = (part: number, length: number) => 2 * Math.round((part * length) / 2);
  const { codedWidth, codedHeight } = frame;
  const [width, height] = [even(rect.width, codedWidth), even(rect.height, codedHeight)];
  const place = { x: even(rect.x, codedWidth), y: even(rect.y, codedHeight), width, height };
  const bytes = takeBuffer(frame.allocationSize({ rect: place }));
  const [layout] = await frame.copyTo(bytes, { rect: place });
  if (!layout) throw new Error('expected a plane');
  const luma = LUMA[frame.format ?? ''];
  if (!luma) throw new Error(`expected another format than ${frame.format}`);
  const { read, step } = luma;
  const columns = width - 2;
  const detail = new Int16Array(columns * Math.ceil(height / ROW_STEP));
  for (let y = 0, at = 0; y < height; y += ROW_STEP) {
    const row = layout.offset + y * layout.stride;
    for (let x = 0; x < columns; x++)
      detail[at++] = read(bytes, row + (x + 2) * step) - read(bytes, row + x * step);
  }
  spare.push(bytes);
  return detail;
}

/** Used again: what waits to be collected as garbage would count as memory that Veil takes. */
const spare: Uint8Array[] = [];

function takeBuffer(length: number): Uint8Array {
  const at = spare.findIndex((each) => each.length === length);
  return at < 0 ? new Uint8Array(length) : (spare.splice(at, 1)[0] as Uint8Array);
}

type Luma = { readonly step: number; read(bytes: Uint8Array, at: number): number };

const plane: Luma = { step: 1, read: (bytes, at) => bytes[at] as number };
/** Brightness of video from red, green and blue (ITU-R BT.601), in the order of their bytes. */
const colors = (red: number, blue: number): Luma => ({
  step: 4,
  read: (bytes, at) =>
    0.257 * (bytes[at + red] as number) +
    0.504 * (bytes[at + 1] as number) +
    0.098 * (bytes[at + blue] as number),
});

const LUMA: Readonly<Record<string, Luma>> = {
  I420: plane,
  NV12: plane,
  RGBA: colors(0, 2),
  RGBX: colors(0, 2),
  BGRA: colors(2, 0),
  BGRX: colors(2, 0),
};

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
