import type { Size } from '../../src/shared/geometry';

/** Colours and how sure they are, at one size. */
type Level = Size & { readonly colors: Float32Array; readonly weights: Float32Array };

/**
 * Gives the pixels that are not known the colours of those around them, smoothly (pull and push: Gortler,
 * Grzeszczuk, Szeliski, Cohen, "The Lumigraph", 1996, section 3.4). picture: RGBA, changed in place.
 * known: 0..1 for each pixel.
 */
export function fillUnknown(picture: Uint8Array, known: Float32Array, size: Size): void {
  const colors = new Float32Array(3 * known.length);
  for (let i = 0; i < known.length; i++)
    for (let c = 0; c < 3; c++)
      colors[3 * i + c] = (picture[4 * i + c] as number) * (known[i] as number);
  const levels: Level[] = [{ ...size, colors, weights: Float32Array.from(known) }];
  for (let level = levels[0]; level && Math.max(level.width, level.height) > 1; ) {
    level = pull(level);
    levels.push(level);
  }
  for (let at = levels.length - 2; at >= 0; at--)
    push(levels[at + 1] as Level, levels[at] as Level);
  for (let i = 0; i < known.length; i++)
    for (let c = 0; c < 3; c++) picture[4 * i + c] = Math.round(colors[3 * i + c] as number);
}

/** Sums of 2x2, of a weight of 1 at most. */
function pull({ width, height, colors, weights }: Level): Level {
  const half = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
  const count = half.width * half.height;
  const level = { ...half, colors: new Float32Array(3 * count), weights: new Float32Array(count) };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [from, to] = [y * width + x, (y >> 1) * half.width + (x >> 1)];
      (level.weights[to] as number) += weights[from] as number;
      for (let c = 0; c < 3; c++)
        (level.colors[3 * to + c] as number) += colors[3 * from + c] as number;
    }
  }
  for (let i = 0; i < count; i++) {
    const excess = Math.max(1, level.weights[i] as number);
    (level.weights[i] as number) /= excess;
    for (let c = 0; c < 3; c++) (level.colors[3 * i + c] as number) /= excess;
  }
  return level;
}

/** Gives a level what it lacks of the smaller one, which lacks nothing any more. */
function push(small: Level, { width, height, colors, weights }: Level): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const lacks = 1 - (weights[i] as number);
      if (lacks <= 0) continue;
      for (let c = 0; c < 3; c++)
        (colors[3 * i + c] as number) += lacks * readBetween(small, x / 2 - 0.25, y / 2 - 0.25, c);
    }
  }
}

function readBetween({ width, height, colors }: Level, u: number, v: number, c: number): number {
  const x = Math.min(width - 1, Math.max(0, u));
  const y = Math.min(height - 1, Math.max(0, v));
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, below] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const [s, t] = [x - left, y - top];
  const at = (column: number, row: number) => colors[3 * (row * width + column) + c] as number;
  return (
    (at(left, top) * (1 - s) + at(right, top) * s) * (1 - t) +
    (at(left, below) * (1 - s) + at(right, below) * s) * t
  );
}
