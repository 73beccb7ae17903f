import { createArena } from '../../kernels/arena';
import { smoothstep } from '../../mask/smoothstep';
import type { Size } from '../../shared/geometry';
import { APART } from '../compositor';
import type { Background } from './background';
import { type BoxBlur, boxBlurBytes, createBoxBlur } from './box-blur';
import type { ColorMatrix } from './color-matrix';
import { gaussianKernel, varianceOf } from './gaussian';
import { chromaCode } from './planes';
import { createSmallPicture, reduced, type SmallPicture } from './small-picture';

/** The background out of focus, without the person. */
export type BlurredBackground = {
  /**
   * The background as if blurred by one sigma after the other, in pixels of the background: by the first two where
   * it touches the person, by all three where it is far from there. Good until the next call.
   */
  draw(background: Background, matrix: ColorMatrix, sigmas: Sigmas): SmallPicture;
};

type Sigmas = readonly [local: number, contact: number, far: number];

/** Variance, in square pixels of the background, from which half of the background's size holds all there is. */
const HALVED_FROM = 4;
/**
 * Variance that working at half size brings by itself, in square pixels of the background: 1/4 by means of
 * 2x2, and 4/6 instead of 1/6 by bilinear enlarging.
 */
const HALVING = 1 / 4 + 4 / 6 - 1 / 6;

/** How one strength is blurred. */
type Plan = {
  readonly key: string;
  readonly blurContact: BoxBlur;
  readonly contact: Float32Array;
  /** From there to the full blur. */
  readonly blurFar: BoxBlur;
  readonly far: Float32Array;
  readonly picture: SmallPicture;
  /** The background at half its size; undefined where it is blurred as it is. */
  readonly half: Float32Array | undefined;
};

/** Makes the blur for frames of one size. */
export function createBlurredBackground(
  frame: Size,
  kernels: WebAssembly.Module | undefined,
): BlurredBackground {
  const arena = createArena(kernels, 2 * boxBlurBytes(reduced(frame, 4)));
  let plan: Plan | undefined;

  const planFor = (sigmas: Sigmas): Plan => {
    const key = sigmas.join();
    if (plan?.key === key) return plan;
    arena.clear();
    const [local, contact, far] = sigmas.map((sigma) => varianceOf(gaussianKernel(sigma))) as [
      number,
      number,
      number,
    ];
    const isHalved = local + contact >= HALVED_FROM;
    const picture = createSmallPicture(frame, isHalved ? 8 : 4);
    const length = 4 * picture.width * picture.height;
    plan = {
      key,
      blurContact: createBoxBlur(
        picture,
        isHalved ? (local + contact - HALVING) / 4 : local + contact,
        arena,
      ),
      contact: new Float32Array(length),
      blurFar: createBoxBlur(picture, isHalved ? far / 4 : far, arena),
      far: new Float32Array(length),
      picture,
      half: isHalved ? new Float32Array(length) : undefined,
    };
    return plan;
  };

  return {
    draw: (background, matrix, sigmas) => {
      const { blurContact, contact, blurFar, far, picture, half } = planFor(sigmas);
      if (half) halve(background, picture, half);
      blurContact(half ?? background.light, contact);
      blurFar(contact, far);
      develop(contact, far, matrix, picture);
      return picture;
    },
  };
}

/** Means of 2x2 pixels; size: half of the background's. */
function halve({ width, light }: Background, size: Size, into: Float32Array): void {
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const above = 8 * (y * width + x);
      const below = above + 4 * width;
      const to = 4 * (y * size.width + x);
      for (let c = 0; c < 4; c++)
        into[to + c] =
          0.25 *
          (light[above + c] + light[above + 4 + c] + light[below + c] + light[below + 4 + c]);
    }
  }
}

/** From weighted light to code values: of the contact at the person's outline, of far elsewhere. */
function develop(
  contact: Float32Array,
  far: Float32Array,
  m: ColorMatrix,
  { y, u, v }: SmallPicture,
): void {
  for (let i = 0; i < y.length; i++) {
    const at = 4 * i;
    const weight = far[at + 3];
    // The weight tells how far the person is: a half at the outline, one where nobody is near.
    const apart = smoothstep(APART.from, APART.to, weight);
    const ofFar = apart / Math.max(weight, 1e-4);
    const ofContact = (1 - apart) / Math.max(contact[at + 3], 1e-4);
    const r = 255 * Math.sqrt(ofFar * far[at] + ofContact * contact[at]);
    const g = 255 * Math.sqrt(ofFar * far[at + 1] + ofContact * contact[at + 1]);
    const b = 255 * Math.sqrt(ofFar * far[at + 2] + ofContact * contact[at + 2]);
    y[i] = m.black + m.yr * r + m.yg * g + m.yb * b;
    u[i] = chromaCode(128 + m.ur * r + m.ug * g + m.ub * b);
    v[i] = chromaCode(128 + m.vr * r + m.vg * g + m.vb * b);
  }
}
