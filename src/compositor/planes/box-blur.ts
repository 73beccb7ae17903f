import { type Arena, createArena } from '../../kernels/arena';
import { BOX_PASSES } from '../../kernels/constants';
import { createJob } from '../../kernels/job';
import { BoxBlurJob } from '../../kernels/jobs';
import type { Kernels } from '../../kernels/kernels';
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
export function createBoxBlur(
  { width, height }: Size,
  variance: number,
  arena: Arena = createArena(),
): BoxBlur {
  const { radius, end } = boxOf(variance / BOX_PASSES);
  const { kernels } = arena;
  if (kernels) return createKernelBlur({ width, height }, { radius, end }, arena, kernels);
  const ahead = 4 * (radius + 1);
  const share = 1 / (2 * radius + 1 + 2 * end);
  const margin = BOX_PASSES * ahead;
  const longest = 4 * Math.max(width, height) + 2 * margin;
  const one = new Float64Array(longest);
  const other = new Float64Array(longest);
  const turned = new Float32Array(4 * width * height);

  /** One box over one line of `count` values; both lines are the caller's, margins and all. */
  const pass = (from: Float64Array, to: Float64Array, first: number, last: number) => {
    let red = 0;
    let green = 0;
    let blue = 0;
    let weight = 0;
    for (let i = first - ahead + 4; i < first + ahead; i += 4) {
      red += from[i];
      green += from[i + 1];
      blue += from[i + 2];
      weight += from[i + 3];
    }
    for (let i = first; i < last; i += 4) {
      const a = i - ahead;
      const b = i + ahead;
      to[i] = share * (red + end * (from[a] + from[b]));
      to[i + 1] = share * (green + end * (from[a + 1] + from[b + 1]));
      to[i + 2] = share * (blue + end * (from[a + 2] + from[b + 2]));
      to[i + 3] = share * (weight + end * (from[a + 3] + from[b + 3]));
      red += from[b] - from[a + 4];
      green += from[b + 1] - from[a + 5];
      blue += from[b + 2] - from[a + 6];
      weight += from[b + 3] - from[a + 7];
    }
  };

  /** Blurs the rows of `from` and writes them as the columns of `into`. */
  const blurRows = (from: Float32Array, into: Float32Array, length: number, count: number) => {
    const last = margin + 4 * length;
    for (let row = 0; row < count; row++) {
      const start = 4 * row * length;
      for (let i = 0; i < 4 * length; i++) one[margin + i] = from[start + i];
      for (let i = 0; i < margin; i++) {
        one[i] = from[start + (i & 3)];
        one[last + i] = from[start + 4 * (length - 1) + (i & 3)];
      }
      pass(one, other, ahead, last + margin - ahead);
      pass(other, one, 2 * ahead, last + margin - 2 * ahead);
      pass(one, other, margin, last);
      for (let i = 0; i < length; i++) {
        const to = 4 * (i * count + row);
        into[to] = other[margin + 4 * i];
        into[to + 1] = other[margin + 4 * i + 1];
        into[to + 2] = other[margin + 4 * i + 2];
        into[to + 3] = other[margin + 4 * i + 3];
      }
    }
  };

  return (from, into) => {
    blurRows(from, turned, width, height);
    blurRows(turned, into, height, width);
  };
}

/** Bytes of an arena for one blur of pictures of a size, if its boxes fit into the picture. */
export function boxBlurBytes({ width, height }: Size): number {
  return 16 * (3 * width * height + 2 * 7 * (Math.max(width, height) + 8));
}

/** The same by the kernel, with arrays of its own that it reads and writes. */
function createKernelBlur(
  { width, height }: Size,
  { radius, end }: Box,
  arena: Arena,
  kernels: Kernels,
): BoxBlur {
  const count = 4 * width * height;
  const longest = 4 * (Math.max(width, height) + 2 * BOX_PASSES * (radius + 1));
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
