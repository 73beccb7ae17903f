import type { Planes } from './planes';

/** What besides its planes makes a frame. */
type Rest = Pick<VideoFrameBufferInit, 'timestamp' | 'duration' | 'colorSpace'>;

/**
 * A frame of planes: the picture is a part of them, so that their sides are even, as Firefox 153 wants
 * (docs/browser-faults.md#even-sizes-only). The bytes are copied.
 */
export function planeFrame(
  { bytes, stride, rows, width, height }: Planes,
  { timestamp, duration, colorSpace }: Rest,
): VideoFrame {
  return new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: stride,
    codedHeight: rows,
    visibleRect: { x: 0, y: 0, width, height },
    timestamp,
    ...(duration !== undefined && { duration }),
    ...(colorSpace && { colorSpace }),
  });
}
