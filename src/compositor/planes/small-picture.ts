import type { Size } from '../../shared/geometry';
import type { Planes } from './planes';
import { type Tiles, wholeTiles } from './tiles';

/** A picture at a part of the frame's size: code values of Y, U and V, not rounded. */
export type SmallPicture = Size & {
  /** Pixels of the frame per pixel, along each side. */
  readonly scale: 4 | 8;
  readonly y: Float32Array;
  readonly u: Float32Array;
  readonly v: Float32Array;
};

/**
 * Draws small pictures as large as the frame, bilinearly and dithered; leaves out tiles of the person.
 */
export type Enlarger = (small: SmallPicture, into: Planes, tiles: Tiles) => void;

/** Size of a frame, in whole tiles, at 1/scale. */
export function reduced(frame: Size, scale: 4 | 8): Size {
  const { width, height } = wholeTiles(frame);
  return { width: width / scale, height: height / scale };
}

/** A small picture for frames of a size. */
export function createSmallPicture(frame: Size, scale: 4 | 8): SmallPicture {
  const { width, height } = reduced(frame, scale);
  const plane = () => new Float32Array(width * height);
  return { width, height, scale, y: plane(), u: plane(), v: plane() };
}
