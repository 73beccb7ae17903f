import type { Size } from '../../shared/geometry';

/** A picture at a part of the frame's size: code values of Y, U and V, not rounded. */
export type SmallPicture = Size & {
  /** Pixels of the frame per pixel, along each side. */
  readonly scale: 4 | 8;
  readonly y: Float32Array;
  readonly u: Float32Array;
  readonly v: Float32Array;
};

/** Size of a frame at 1/scale; the last pixels may stand over. */
export function reduced({ width, height }: Size, scale: number): Size {
  return { width: Math.ceil(width / scale), height: Math.ceil(height / scale) };
}

/** A small picture for frames of a size. */
export function createSmallPicture(frame: Size, scale: 4 | 8): SmallPicture {
  const { width, height } = reduced(frame, scale);
  const plane = () => new Float32Array(width * height);
  return { width, height, scale, y: plane(), u: plane(), v: plane() };
}
