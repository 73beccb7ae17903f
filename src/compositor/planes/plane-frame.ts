import type { Size } from '../../shared/geometry';

/** What besides its planes makes a frame. */
type Rest = Pick<VideoFrameBufferInit, 'timestamp' | 'duration' | 'colorSpace'>;

/**
 * A frame of the planes of an I420 picture, one after the other, without padding. The bytes are copied.
 * Firefox 153 takes only even sizes: there a picture of another one is a part of a larger frame
 * (docs/browser-faults.md#even-sizes-only).
 */
export function planeFrame(
  bytes: Uint8Array<ArrayBuffer>,
  size: Size,
  { timestamp, duration, colorSpace }: Rest,
): VideoFrame {
  const { width, height } = size;
  const rest = {
    format: 'I420',
    timestamp,
    ...(duration !== undefined && { duration }),
    ...(colorSpace && { colorSpace }),
  } as const;
  takesOddSizes ??= tryOddSize();
  if (takesOddSizes || (width % 2 === 0 && height % 2 === 0))
    return new VideoFrame(bytes, { ...rest, codedWidth: width, codedHeight: height });
  return new VideoFrame(padded(bytes, size), {
    ...rest,
    codedWidth: even(width),
    codedHeight: even(height),
    visibleRect: { x: 0, y: 0, width, height },
  });
}

const even = (length: number) => length + (length % 2);

let takesOddSizes: boolean | undefined;

function tryOddSize(): boolean {
  try {
    const init = { format: 'I420', codedWidth: 1, codedHeight: 1, timestamp: 0 } as const;
    new VideoFrame(new Uint8Array(3), init).close();
    return true;
  } catch {
    return false;
  }
}

let larger = new Uint8Array();

/** The same planes in a picture of an even size; those of chroma have that size already. */
function padded(bytes: Uint8Array, { width, height }: Size): Uint8Array<ArrayBuffer> {
  const [luma, evenLuma] = [width * height, even(width) * even(height)];
  if (larger.length !== (3 * evenLuma) / 2) larger = new Uint8Array((3 * evenLuma) / 2);
  for (let row = 0; row < height; row++)
    larger.set(bytes.subarray(row * width, (row + 1) * width), row * even(width));
  larger.set(bytes.subarray(luma), evenLuma);
  return larger;
}
