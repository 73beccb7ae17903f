const DRAWN = [51, 102, 153, 255] as const;
/** How far a pixel may come back from what was drawn, of 255: some browsers change its last bits. */
const FAINT = 8;

/**
 * Whether a page can read pictures at all. Firefox with `privacy.resistFingerprinting` has no
 * `VideoFrame`, gives noise for the pixels of a canvas, and captures stripes from one.
 */
export function canReadPixels(): boolean {
  if (typeof VideoFrame !== 'function') return false;
  const context = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  const [red, green, blue] = DRAWN;
  context.fillStyle = `rgb(${red} ${green} ${blue})`;
  context.fillRect(0, 0, 8, 8);
  const { data } = context.getImageData(0, 0, 8, 8);
  return data.every((value, i) => Math.abs(value - (DRAWN[i % 4] as number)) <= FAINT);
}
