/** An RGB colour, 0..255 each. */
export type Color = readonly [number, number, number];

/** A pixel this close to the backdrop's colour says nothing of its opacity (RGB distance, codes). */
const TOO_CLOSE = 40;
/** A pixel this close to the backdrop's colour gives a coarse opacity (RGB distance, codes). */
const CLOSE = 96;
/** Pixels looked at when a colour is chosen: one in this many. */
const STEP = 13;

const CANDIDATES: readonly Color[] = [
  [0, 255, 0],
  [255, 0, 255],
  [0, 0, 255],
  [0, 255, 255],
  [255, 0, 0],
  [255, 255, 0],
];

/** The pure colour that is closest to the fewest pixels; green unless another is better. */
export function chooseBackdrop(pictures: readonly Uint8Array[]): Color {
  let best: Color = [0, 255, 0];
  let fewest = Number.POSITIVE_INFINITY;
  for (const color of CANDIDATES) {
    let close = 0;
    for (const picture of pictures)
      for (let at = 0; at < picture.length; at += 4 * STEP)
        if (squaredDistance(picture, at, color) < CLOSE ** 2) close++;
    if (close >= fewest) continue;
    fewest = close;
    best = color;
  }
  return best;
}

/** A colour as `#rrggbb`. */
export function hexOf(color: Color): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The person's opacity in a composited frame, 0..1 per pixel: how far the output lies on the way
 * from the backdrop to the camera's picture, by projection in RGB. A pixel of nearly the backdrop's
 * colour is left out: it takes the truth's value. output, input: RGBA; matte: the truth, 0..255.
 */
export function recoverAlpha(
  output: Uint8Array,
  input: Uint8Array,
  backdrop: Color,
  matte: Uint8Array,
): Float32Array {
  const [red, green, blue] = backdrop;
  const alpha = new Float32Array(matte.length);
  for (let i = 0, at = 0; i < alpha.length; i++, at += 4) {
    const r = (input[at] as number) - red;
    const g = (input[at + 1] as number) - green;
    const b = (input[at + 2] as number) - blue;
    const length = r * r + g * g + b * b;
    if (length < TOO_CLOSE ** 2) {
      alpha[i] = (matte[i] as number) / 255;
      continue;
    }
    const along =
      r * ((output[at] as number) - red) +
      g * ((output[at + 1] as number) - green) +
      b * ((output[at + 2] as number) - blue);
    alpha[i] = Math.min(1, Math.max(0, along / length));
  }
  return alpha;
}

function squaredDistance(picture: Uint8Array, at: number, color: Color): number {
  let sum = 0;
  for (let c = 0; c < 3; c++) sum += ((picture[at + c] as number) - (color[c] as number)) ** 2;
  return sum;
}
