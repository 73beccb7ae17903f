import type { Size } from '../shared/geometry';

/**
 * Turns RGBA, rows from the top, into I420 in BT.601, limited range (ITU-R BT.601-7 2.5.1): what most cameras send.
 * Browsers differ in what they make of RGBA by themselves, and in what they say of it. size: even. into: of 1.5 bytes a
 * pixel.
 */
export function writeI420(
  rgba: Uint8ClampedArray,
  { width, height }: Size,
  into: Uint8Array,
): void {
  const pixels = width * height;
  for (let i = 0, at = 0; i < pixels; i++, at += 4) {
    const [r = 0, g = 0, b = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]];
    into[i] = 16.5 + 0.2568 * r + 0.5041 * g + 0.0979 * b;
  }
  let to = pixels;
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2, to++) {
      let [r, g, b] = [0, 0, 0];
      const corner = 4 * (y * width + x);
      for (const at of [corner, corner + 4, corner + 4 * width, corner + 4 * width + 4]) {
        r += (rgba[at] ?? 0) / 4;
        g += (rgba[at + 1] ?? 0) / 4;
        b += (rgba[at + 2] ?? 0) / 4;
      }
      into[to] = 128.5 - 0.1482 * r - 0.291 * g + 0.4392 * b;
      into[to + pixels / 4] = 128.5 + 0.4392 * r - 0.3678 * g - 0.0714 * b;
    }
}
