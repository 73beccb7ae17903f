/** An RGB colour, 0..255 each. */
export type Color = readonly [number, number, number];

/**
 * The two backdrops every sequence is drawn on: as far apart as luma can be, and without chroma, which
 * a frame holds at half size.
 */
export const BACKDROPS: readonly [Color, Color] = [
  [0, 0, 0],
  [255, 255, 255],
];

/** Channels may disagree this much by rounding and conversion, in codes of 255. */
const ROUNDING = 6;
/** The share of pixels whose channels may disagree by more: saturated edges are clipped. */
const MOST_ODD = 1e-2;

/** A colour as `#rrggbb`. */
export function hexOf(color: Color): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The person's opacity, 0..1 per pixel, from the same frame over two backdrops (triangulation:
 * Smith and Blinn, "Blue Screen Matting", 1996, theorem 4). The outputs differ by 1 - opacity of
 * the backdrops' difference, whatever colour the compositor gives the person. Throws when they
 * differ in another way: then the two passes did not see the same person. first, second: RGBA.
 */
export function recoverAlpha(first: Uint8Array, second: Uint8Array): Float32Array {
  const [[r1, g1, b1], [r2, g2, b2]] = BACKDROPS;
  const [r, g, b] = [r1 - r2, g1 - g2, b1 - b2];
  const length = r * r + g * g + b * b;
  const alpha = new Float32Array(first.length / 4);
  let odd = 0;
  for (let i = 0, at = 0; i < alpha.length; i++, at += 4) {
    const dr = (first[at] as number) - (second[at] as number);
    const dg = (first[at + 1] as number) - (second[at + 1] as number);
    const db = (first[at + 2] as number) - (second[at + 2] as number);
    const room = (dr * r + dg * g + db * b) / length;
    const disagreement = Math.max(
      Math.abs(dr - room * r),
      Math.abs(dg - room * g),
      Math.abs(db - room * b),
    );
    if (disagreement > ROUNDING) odd++;
    alpha[i] = Math.min(1, Math.max(0, 1 - room));
  }
  if (odd > MOST_ODD * alpha.length)
    throw new Error(`the two passes differ at ${odd} of ${alpha.length} pixels`);
  return alpha;
}
