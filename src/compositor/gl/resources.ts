import { LEAST_WEIGHT } from '../../kernels/constants';
import type { Disposer } from '../../shared/disposer';
import type { Size } from '../../shared/geometry';
import { createPass, type Pass } from './pass';
import backgroundFrag from './passes/background.frag?raw';
import blurFrag from './passes/blur.frag?raw';
import compositeFrag from './passes/composite.frag?raw';
import coverFrag from './passes/cover.frag?raw';
import ditherGlsl from './passes/dither.glsl?raw';
import matteGlsl from './passes/matte.glsl?raw';
import shrinkFrag from './passes/shrink.frag?raw';
import { createTarget, createTexture, type Target } from './texture';

/** All passes, textures and targets of the compositor; the uniforms are explained in the shaders. */
export type Resources = {
  readonly shrink: Pass<{
    u_frame: WebGLTexture;
    u_region: readonly number[];
    u_pixel: readonly number[];
    u_taps: number;
  }>;
  readonly takeBackground: Pass<{
    u_frame: WebGLTexture;
    u_matte: WebGLTexture;
    u_region: readonly number[];
    u_ramp: readonly number[];
    u_person: number;
    u_pixel: readonly number[];
  }>;
  readonly blur: Pass<{ u_source: WebGLTexture; u_step: readonly number[]; u_sigma: number }>;
  readonly over: Pass<{
    u_frame: WebGLTexture;
    u_matte: WebGLTexture;
    u_region: readonly number[];
    u_local: WebGLTexture;
    u_own: WebGLTexture;
    u_backdrop: WebGLTexture;
    u_contact: WebGLTexture;
    u_soft: WebGLTexture;
    u_ramp: readonly number[];
    u_kind: number;
    u_color: readonly number[];
    u_fill: readonly number[];
    u_apart: readonly number[];
    u_wrap: number;
    u_height: number;
  }>;
  readonly magnify: Pass<{ u_tiny: WebGLTexture; u_size: readonly number[]; u_height: number }>;
  /** One for each loaded frame, MOST_LOADED of them. */
  readonly frames: readonly [WebGLTexture, WebGLTexture];
  readonly matte: WebGLTexture;
  readonly picture: WebGLTexture;
  /** The model's input, or another small picture of the frame; one target for each size. */
  inputOf(size: Size): Target;
  /** The few cells of a covered frame. */
  readonly tiny: Target;
  /**
   * The background without the person: as it is, a little blurred, and as blurred as it is shown where it
   * touches the person and far from there.
   */
  readonly background: Target;
  readonly local: Target;
  readonly contact: Target;
  readonly far: Target;
  /** The person without the background, and what of them lies near each place. */
  readonly person: Target;
  readonly own: Target;
  /** The light of the picture. */
  readonly soft: Target;
  /** Between the two directions of a blur. */
  readonly between: Target;
};

/** Puts shared functions, their uniforms and shared numbers where a shader asks for them. */
function included(frag: string): string {
  return frag
    .replace('// include matte.glsl', matteGlsl)
    .replace('// include dither.glsl', ditherGlsl)
    .replace('// include LEAST_WEIGHT', `const float LEAST_WEIGHT = ${LEAST_WEIGHT};`);
}

/** Makes the resources; the disposer gets the release of each part. Throws when a shader is refused. */
export function createResources(gl: WebGL2RenderingContext, disposer: Disposer): Resources {
  const own = <T extends { dispose(): void }>(part: T): T => {
    disposer.add(() => part.dispose());
    return part;
  };
  const texture = () => {
    const made = createTexture(gl);
    disposer.add(() => gl.deleteTexture(made));
    return made;
  };
  const inputs = new Map<string, Target>();
  const inputOf = (size: Size) => {
    const key = `${size.width}x${size.height}`;
    const target = inputs.get(key) ?? own(createTarget(gl, gl.RGBA8));
    inputs.set(key, target);
    target.resize(size);
    return target;
  };
  return {
    shrink: own(createPass(gl, shrinkFrag)),
    takeBackground: own(createPass(gl, included(backgroundFrag))),
    blur: own(createPass(gl, blurFrag)),
    over: own(createPass(gl, included(compositeFrag))),
    magnify: own(createPass(gl, included(coverFrag))),
    frames: [texture(), texture()],
    matte: texture(),
    picture: texture(),
    inputOf,
    tiny: own(createTarget(gl, gl.RGBA8)),
    background: own(createTarget(gl, gl.RGBA16F)),
    local: own(createTarget(gl, gl.RGBA16F)),
    contact: own(createTarget(gl, gl.RGBA16F)),
    far: own(createTarget(gl, gl.RGBA16F)),
    person: own(createTarget(gl, gl.RGBA16F)),
    own: own(createTarget(gl, gl.RGBA16F)),
    soft: own(createTarget(gl, gl.RGBA16F)),
    between: own(createTarget(gl, gl.RGBA16F)),
  };
}
