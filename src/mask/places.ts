import type { Rect, Size } from '../shared/geometry';

/** A rectangle of points of a mask that shows `region`, in fractions of the frame. */
export function inFrame({ x, y, width, height }: Rect, size: Size, region: Rect): Rect {
  const [across, down] = [region.width / size.width, region.height / size.height];
  return {
    x: region.x + x * across,
    y: region.y + y * down,
    width: width * across,
    height: height * down,
  };
}

/** Area that two rectangles have in common. */
export function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
