import { noisyRgb } from '../../presenter/noise';
import type { Size } from '../../src/shared/geometry';

/** Consecutive frames with their truth. */
export type Frames = {
  /** RGBA of each frame, with the camera's noise. */
  readonly pictures: readonly Uint8Array[];
  /** Opacity of the person in each, 0..255. */
  readonly mattes: readonly Uint8Array[];
  /** Opacity of a thing that the person holds, in each; such things count as the person. */
  readonly things?: readonly Uint8Array[];
};

/** A sequence, made when its turn has come: one at 1280x720 takes hundreds of megabytes. */
export type Sequence = {
  readonly name: string;
  /** Sequences of a kind are summed up by themselves. */
  readonly kind?: string;
  readonly size: Size;
  make(): Promise<Frames>;
};

/** Sequences that are judged together. */
export type Group = { readonly title: string; readonly sequences: readonly Sequence[] };

/** RGBA with a camera's noise of standard deviation `sigma` (of 255); the seed decides it. */
export function noisy(rgba: Uint8Array, sigma: number, seed: number): Uint8Array {
  const rgb = noisyRgb(rgba, sigma, seed);
  const result = new Uint8Array(rgba.length);
  for (let from = 0, to = 0; to < result.length; from += 3, to += 4) {
    result[to] = rgb[from] as number;
    result[to + 1] = rgb[from + 1] as number;
    result[to + 2] = rgb[from + 2] as number;
    result[to + 3] = 255;
  }
  return result;
}

/** One of them. */
export type Frame = {
  readonly picture: Uint8Array;
  readonly matte: Uint8Array;
  readonly thing?: Uint8Array;
};

/** Makes frame after frame. */
export async function framesOf(
  count: number,
  make: (frame: number) => Promise<Frame>,
): Promise<Frames> {
  const frames: Frame[] = [];
  for (let frame = 0; frame < count; frame++) frames.push(await make(frame));
  const things = frames.flatMap(({ thing }) => thing ?? []);
  return {
    pictures: frames.map(({ picture }) => picture),
    mattes: frames.map(({ matte }) => matte),
    ...(things.length > 0 ? { things } : {}),
  };
}
