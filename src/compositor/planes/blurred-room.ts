import { createArena } from '../../kernels/arena';
import { smoothstep } from '../../mask/ramp';
import type { Size } from '../../shared/geometry';
import { APART } from '../compositor';
import { type BoxBlur, boxBlurBytes, createBoxBlur } from './box-blur';
import type { ColorMatrix } from './color-matrix';
import { gaussianKernel, varianceOf } from './gaussian';
import { chromaCode } from './planes';
import type { Room } from './room';
import { createSmallPicture, reduced, type SmallPicture } from './small-picture';

/** The room out of focus, without the person. */
export type BlurredRoom = {
  /**
   * The room as if blurred by one sigma after the other, in pixels of the room: by the first two where
   * it touches the person, by all three where it is far from there. Good until the next call.
   */
  draw(room: Room, matrix: ColorMatrix, sigmas: Sigmas): SmallPicture;
};

type Sigmas = readonly [near: number, contact: number, far: number];

/** Variance, in square pixels of the room, from which half of the room's size holds all there is. */
const HALVED_FROM = 4;
/**
 * Variance that working at half size brings by itself, in square pixels of the room: 1/4 by means of
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
  /** The room at half its size; undefined where it is blurred as it is. */
  readonly half: Float32Array | undefined;
};

/** Makes the blur for frames of one size. */
export function createBlurredRoom(frame: Size, kernels?: WebAssembly.Module): BlurredRoom {
  const arena = createArena(kernels, 2 * boxBlurBytes(reduced(frame, 4)));
  let plan: Plan | undefined;

  const planFor = (sigmas: Sigmas): Plan => {
    const key = sigmas.join();
    if (plan?.key === key) return plan;
    arena.clear();
    const [near, contact, far] = sigmas.map((sigma) => varianceOf(gaussianKernel(sigma))) as [
      number,
      number,
      number,
    ];
    const isHalved = near + contact >= HALVED_FROM;
    const picture = createSmallPicture(frame, isHalved ? 8 : 4);
    const length = 4 * picture.width * picture.height;
    plan = {
      key,
      blurContact: createBoxBlur(
        picture,
        isHalved ? (near + contact - HALVING) / 4 : near + contact,
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
    draw: (room, matrix, sigmas) => {
      const { blurContact, contact, blurFar, far, picture, half } = planFor(sigmas);
      if (half) halve(room, picture, half);
      blurContact(half ?? room.light, contact);
      blurFar(contact, far);
      develop(contact, far, matrix, picture);
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
          (light[above + left + c] +
            light[above + right + c] +
            light[below + left + c] +
            light[below + right + c]);
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
