import { RAMP_HIGH, RAMP_LOW } from '../../kernels/constants';
import type { Matte } from '../../mask/matte';
import { createDisposer } from '../../shared/disposer';
import { WHOLE } from '../../shared/geometry';
import {
  APART,
  type Backdrop,
  COVER_CELLS,
  type Compositor,
  DeviceLost,
  LOCAL_SIGMA,
  type LoadedFrame,
  OWN_SIGMA,
  type Stamp,
  WRAP,
} from '../compositor';
import { createBackdropTexture } from './backdrop-texture';
import { createFrameTextures } from './frame-textures';
import { type Hardware, openDevice } from './gl-device';
import { createResources, type Resources } from './resources';
import { createSpread } from './spread';
import type { Target } from './texture';
import { ALL, fillVector, rectVector, scaled } from './vectors';

/** The blur works at a quarter of the frame's size: far below what its smallest sigma removes. */
const BLUR_SCALE = 1 / 4;

/** A matte of nobody: the backdrop alone. */
const NOBODY: Matte = {
  size: { width: 1, height: 1 },
  region: WHOLE,
  coefficients: new Float32Array(4),
};

const KINDS = { color: 0, image: 1, blur: 2 } as const;

/**
 * Makes the WebGL2 compositor on a canvas of its own. Throws DeviceMissing where there is no WebGL2 on such
 * hardware that can draw into half floats. Its methods throw DeviceLost once the context is.
 */
export function createGlCompositor(hardware: Hardware = 'any'): Compositor {
  const canvas = new OffscreenCanvas(1, 1);
  const disposer = createDisposer();
  try {
    const gl = openDevice(canvas, hardware, disposer);
    return compositorOn(canvas, gl, createResources(gl, disposer), disposer.dispose);
  } catch (error) {
    disposer.dispose();
    throw error;
  }
}

function compositorOn(
  canvas: OffscreenCanvas,
  gl: WebGL2RenderingContext,
  resources: Resources,
  dispose: () => void,
): Compositor {
  const { shrink, takeBackground, over, magnify, inputOf, tiny } = resources;
  const { background, local, person, own } = resources;
  const ramp = [RAMP_LOW, RAMP_HIGH];
  const frames = createFrameTextures(gl, resources.frames);
  const spread = createSpread(resources);
  const textureOf = createBackdropTexture(gl, resources, spread);
  /** The frame that is drawn. */
  let shown: WebGLTexture = resources.frames[0];
  let matteRegion = ALL;

  const checkDevice = () => {
    if (gl.isContextLost()) throw new DeviceLost('expected a live WebGL context');
  };

  /** Draws from this frame from now on, and as large as it is. */
  const show = (loaded: LoadedFrame) => {
    checkDevice();
    shown = frames.of(loaded);
    if (canvas.width !== loaded.width) canvas.width = loaded.width;
    if (canvas.height !== loaded.height) canvas.height = loaded.height;
  };

  const loadMatte = ({ size, region, coefficients }: Matte) => {
    matteRegion = rectVector(region);
    gl.bindTexture(gl.TEXTURE_2D, resources.matte);
    const { width, height } = size;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA16F, width, height, 0, gl.RGBA, gl.FLOAT, coefficients);
  };

  /** Draws the background without the person, and the person without it, and what of each lies near each place. */
  const drawApart = () => {
    const take = (into: Target, u_person: number) => {
      into.resize(scaled(canvas, BLUR_SCALE));
      takeBackground.draw(into, {
        u_frame: shown,
        u_matte: resources.matte,
        u_region: matteRegion,
        u_ramp: ramp,
        u_person,
        u_pixel: [1 / into.width, 1 / into.height],
      });
    };
    take(background, 0);
    spread(background, local, LOCAL_SIGMA);
    take(person, 1);
    spread(person, own, OWN_SIGMA);
  };

  /** The picture on the canvas as a new frame. */
  const take = ({ timestamp, duration }: Stamp): VideoFrame => {
    checkDevice();
    return new VideoFrame(canvas, {
      timestamp,
      alpha: 'discard',
      ...(duration !== null && { duration }),
    });
  };

  const screen = () => ({ framebuffer: null, width: canvas.width, height: canvas.height });

  const drawOver = (backdrop: Backdrop) => {
    drawApart();
    over.draw(screen(), {
      u_frame: shown,
      u_matte: resources.matte,
      u_region: matteRegion,
      u_local: local.texture,
      u_own: own.texture,
      u_backdrop: textureOf(backdrop, canvas),
      u_contact: resources.contact.texture,
      u_soft: resources.soft.texture,
      u_ramp: ramp,
      u_kind: KINDS[backdrop.kind],
      u_color: backdrop.kind === 'color' ? backdrop.color : [0, 0, 0],
      u_fill: backdrop.kind === 'image' ? fillVector(backdrop.picture, canvas) : ALL,
      u_apart: [APART.from, APART.to],
      u_wrap: WRAP[backdrop.kind],
      u_height: canvas.height,
    });
  };

  return {
    load: async (frame) => {
      checkDevice();
      return frames.load(frame);
    },
    release: frames.release,
    readInput: (loaded, region, size, pixels) => {
      show(loaded);
      const input = inputOf(size);
      const u_pixel = [region.width / size.width, region.height / size.height];
      const u_region = rectVector(region);
      shrink.draw(input, { u_frame: shown, u_region, u_pixel, u_taps: 2 });
      gl.readPixels(0, 0, size.width, size.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      checkDevice();
    },
    composite: (loaded, matte, backdrop) => {
      show(loaded);
      loadMatte(matte);
      drawOver(backdrop);
      return take(loaded);
    },
    cover: (loaded, backdrop) => {
      show(loaded);
      if (backdrop.kind === 'blur') {
        tiny.resize(scaled(canvas, COVER_CELLS / Math.max(canvas.width, canvas.height)));
        const u_size = [tiny.width, tiny.height];
        const u_pixel = [1 / tiny.width, 1 / tiny.height];
        shrink.draw(tiny, { u_frame: shown, u_region: ALL, u_pixel, u_taps: 16 });
        magnify.draw(screen(), { u_tiny: tiny.texture, u_size, u_height: canvas.height });
      } else {
        loadMatte(NOBODY);
        drawOver(backdrop);
      }
      return take(loaded);
    },
    dispose,
  };
}
