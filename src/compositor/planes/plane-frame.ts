import type { Planes } from './planes';

/** What besides its planes makes a frame. */
type Rest = Pick<VideoFrameBufferInit, 'timestamp' | 'duration' | 'colorSpace'>;

/**
 * A frame of a picture, without what its planes have beyond it: sites take a frame's coded size for the picture's.
 * The bytes are copied. Firefox 153 takes only even sizes and knows no layouts
 * (docs/browser-faults.md#even-sizes-only): there the picture is copied on its own first, and one of an odd size is a
 * part of a larger frame.
 */
export function planeFrame(planes: Planes, { timestamp, duration, colorSpace }: Rest): VideoFrame {
  const { bytes, width, height } = planes;
  const rest = {
    format: 'I420',
    timestamp,
    ...(duration !== undefined && { duration }),
    ...(colorSpace && { colorSpace }),
  } as const;
  takesOddSizes ??= tryOddSize();
  if (takesOddSizes)
    return new VideoFrame(bytes, {
      ...rest,
      codedWidth: width,
      codedHeight: height,
      layout: layoutOf(planes),
    });
  const isOdd = width % 2 !== 0 || height % 2 !== 0;
  return new VideoFrame(tight(planes), {
    ...rest,
    codedWidth: even(width),
    codedHeight: even(height),
    ...(isOdd && { visibleRect: { x: 0, y: 0, width, height } }),
  });
}

/** Where the planes lie in their bytes. */
function layoutOf({ y, u, stride }: Planes): PlaneLayout[] {
  return [
    { offset: 0, stride },
    { offset: y.length, stride: stride / 2 },
    { offset: y.length + u.length, stride: stride / 2 },
  ];
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

let smaller = new Uint8Array();

/** The planes of the picture of an even size, with nothing between them. */
function tight({ bytes, y, u, v, width, height, stride, rows }: Planes): Uint8Array<ArrayBuffer> {
  const [across, down] = [even(width), even(height)];
  if (across === stride && down === rows) return bytes;
  const length = (3 * across * down) / 2;
  if (smaller.length !== length) smaller = new Uint8Array(length);
  let to = 0;
  const copy = (plane: Uint8Array, from: number, columns: number, lines: number) => {
    for (let line = 0; line < lines; line++, to += columns)
      smaller.set(plane.subarray(line * from, line * from + columns), to);
  };
  copy(y, stride, across, down);
  copy(u, stride / 2, across / 2, down / 2);
  copy(v, stride / 2, across / 2, down / 2);
  return smaller;
}
