import type { Arena } from '../../kernels/arena';
import { BOX_PASSES } from '../../kernels/constants';
import { createJob } from '../../kernels/job';
import { BoxBlurJob } from '../../kernels/jobs';
import type { Size } from '../../shared/geometry';

/** Blurs pixels of four values, from one array into another; the picture's border is held. */
export type BoxBlur = (from: Float32Array, into: Float32Array) => void;

/** A box of 2·radius + 1 pixels of weight 1 and one more at either end of weight `end`, 0..1. */
type Box = { readonly radius: number; readonly end: number };

/**
 * The box of a given variance, in square pixels: an extended box (Gwosdek, Grewenig, Bruhn,
 * Weickert: "Theoretical Foundations of Gaussian Convolution by Extended Box Filtering", 2011),
 * which is not bound to whole widths.
 */
export function boxOf(variance: number): Box {
  const radius = Math.floor((Math.sqrt(1 + 12 * variance) - 1) / 2);
  const whole = 2 * radius + 1;
  const inner = (radius * (radius + 1) * whole) / 3;
  return { radius, end: (variance * whole - inner) / (2 * ((radius + 1) ** 2 - variance)) };
}

/**
 * Makes the blur for pictures of one size: three boxes each way, by running sums, so the cost does
 * not depend on the width. variance: of the whole blur, in square pixels. arena: see boxBlurBytes.
 */
export function createBoxBlur({ width, height }: Size, variance: number, arena: Arena): BoxBlur {
  const { radius, end } = boxOf(variance / BOX_PASSES);
  const { kernels } = arena;
  const count = 4 * width * height;
  const longest = 8 * (Math.max(width, height) + 2 * BOX_PASSES * (radius + 1));
  const [source, turned, result] = [arena.floats(count), arena.floats(count), arena.floats(count)];
  const job = createJob(arena, BoxBlurJob, {
    from: source.byteOffset,
    into: result.byteOffset,
    turned: turned.byteOffset,
    one: arena.floats(longest).byteOffset,
    other: arena.floats(longest).byteOffset,
    width,
    height,
    radius,
    end,
  });
  return (from, into) => {
    source.set(from);
    kernels.boxBlur(job.at);
    into.set(result);
  };
}

/** Bytes of an arena for one blur of pictures of a size, if its boxes fit into the picture. */
export function boxBlurBytes({ width, height }: Size): number {
  return 16 * (3 * width * height + 4 * 7 * (Math.max(width, height) + 8));
}
