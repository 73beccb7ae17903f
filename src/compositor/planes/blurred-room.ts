import { createArena } from '../../kernels/arena';
import type { Size } from '../../shared/geometry';
import { type BoxBlur, boxBlurBytes, createBoxBlur } from './box-blur';
import type { ColorMatrix } from './color-matrix';
import { gaussianKernel, varianceOf } from './gaussian';
import type { Room } from './room';
import { createSmallPicture, reduced, type SmallPicture } from './small-picture';

/** The room out of focus, without the person. */
export type BlurredRoom = {
  /**
   * The room as if blurred by one sigma and then by the other, in pixels of the room; good until the
   * next call.
   */
  draw(room: Room, matrix: ColorMatrix, sigmas: readonly [number, number]): SmallPicture;
};

/** Variance, in square pixels of the room, from which half of the room's size holds all there is. */
const HALVED_FROM = 9;
/**
 * Variance that working at half size brings by itself, in square pixels of the room: 1/4 by means of
 * 2x2, and 4/6 instead of 1/6 by bilinear enlarging.
 */
const HALVING = 1 / 4 + 4 / 6 - 1 / 6;

/** How one strength is blurred. */
type Plan = {
  readonly key: string;
  readonly blur: BoxBlur;
  readonly blurred: Float32Array;
  readonly picture: SmallPicture;
  /** The room at half its size; undefined where it is blurred as it is. */
  readonly half: Float32Array | undefined;
};

/** Makes the blur for frames of one size. */
export function createBlurredRoom(frame: Size, kernels?: WebAssembly.Module): BlurredRoom {
  const arena = createArena(kernels, boxBlurBytes(reduced(frame, 4)));
  let plan: Plan | undefined;

  const planFor = (sigmas: readonly [number, number]): Plan => {
    const key = sigmas.join();
    if (plan?.key === key) return plan;
    arena.clear();
    const variance = sigmas.reduce((sum, sigma) => sum + varianceOf(gaussianKernel(sigma)), 0);
    const isHalved = variance >= HALVED_FROM;
    const picture = createSmallPicture(frame, isHalved ? 8 : 4);
    const length = 4 * picture.width * picture.height;
    plan = {
      key,
      blur: createBoxBlur(picture, isHalved ? (variance - HALVING) / 4 : variance, arena),
      blurred: new Float32Array(length),
      picture,
      half: isHalved ? new Float32Array(length) : undefined,
    };
    return plan;
  };

  return {
    draw: (room, matrix, sigmas) => {
      const { blur, blurred, picture, half } = planFor(sigmas);
      if (half) halve(room, picture, half);
      blur(half ?? room.light, blurred);
      develop(blurred, matrix, picture);
      return picture;
    },
  };
}

/** Means of 2x2 pixels; those of the last pixel end with the room. */
function halve({ width, height, light }: Room, size: Size, into: Float32Array): void {
  for (let y = 0; y < size.height; y++) {
    const above = 4 * width * Math.max(0, Math.min(2 * y, height - 2));
    const below = height > 1 ? above + 4 * width : above;
    for (let x = 0; x < size.width; x++) {
      const left = 4 * Math.max(0, Math.min(2 * x, width - 2));
      const right = width > 1 ? left + 4 : left;
      const to = 4 * (y * size.width + x);
      for (let c = 0; c < 4; c++)
        into[to + c] =
          0.25 *
          ((light[above + left + c] as number) +
            (light[above + right + c] as number) +
            (light[below + left + c] as number) +
            (light[below + right + c] as number));
    }
  }
}

/** From weighted light to code values. */
function develop(light: Float32Array, m: ColorMatrix, { y, u, v }: SmallPicture): void {
  for (let i = 0; i < y.length; i++) {
    const weight = light[4 * i + 3] as number;
    const scale = 1 / (weight > 1e-4 ? weight : 1e-4);
    const r = 255 * Math.sqrt((light[4 * i] as number) * scale);
    const g = 255 * Math.sqrt((light[4 * i + 1] as number) * scale);
    const b = 255 * Math.sqrt((light[4 * i + 2] as number) * scale);
    y[i] = m.black + m.yr * r + m.yg * g + m.yb * b;
    u[i] = 128 + m.ur * r + m.ug * g + m.ub * b;
    v[i] = 128 + m.vr * r + m.vg * g + m.vb * b;
  }
}
