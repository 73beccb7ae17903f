import type { Size } from '../../shared/geometry';
import { type Backdrop, blurSteps, SOFT_SIGMA } from '../compositor';
import type { Resources } from './resources';
import type { Spread } from './spread';
import { fillVector, scaled } from './vectors';

const SOFT_SCALE = 1 / 8;

/** Draws what a backdrop needs behind a frame of that size, and gives its texture. */
export type BackdropTexture = (backdrop: Backdrop, frame: Size) => WebGLTexture;

/** A blur is made of `resources.local`, the background without the person, which must be drawn before. */
export function createBackdropTexture(
  gl: WebGL2RenderingContext,
  { picture: texture, local, contact, far, soft, shrink }: Resources,
  spread: Spread,
): BackdropTexture {
  let loaded: ImageBitmap | VideoFrame | undefined;

  const load = (picture: ImageBitmap | VideoFrame) => {
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, picture);
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    loaded = picture;
  };

  /** Loads the picture and draws its light, once for each picture and size of frame. */
  const drawSoft = (picture: ImageBitmap | VideoFrame, frame: Size) => {
    const size = scaled(frame, SOFT_SCALE);
    if (picture === loaded && soft.width === size.width && soft.height === size.height) return;
    load(picture);
    far.resize(size);
    const u_region = fillVector(picture, frame);
    const u_pixel = [u_region[2] / size.width, u_region[3] / size.height];
    shrink.draw(far, { u_frame: texture, u_region, u_pixel, u_taps: 4 });
    spread(far, soft, SOFT_SIGMA);
  };

  return (backdrop, frame) => {
    if (backdrop.kind === 'blur') {
      const [, near, wide] = blurSteps(backdrop.strength);
      spread(local, contact, near);
      spread(contact, far, wide);
      return far.texture;
    }
    if (backdrop.kind === 'image') drawSoft(backdrop.picture, frame);
    return texture;
  };
}
