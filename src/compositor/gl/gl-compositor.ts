import { RAMP_HIGH, RAMP_LOW } from '../../kernels/constants';
import type { Matte } from '../../mask/matte';
import { createDisposer } from '../../shared/disposer';
import { fillRect, type Rect, type Size, WHOLE } from '../../shared/geometry';
import {
  APART,
  type Backdrop,
  blurSteps,
  COVER_CELLS,
  type Compositor,
  DeviceLost,
  DeviceMissing,
  LOCAL_SIGMA,
  type LoadedFrame,
  MOST_LOADED,
  OWN_SIGMA,
  SOFT_SIGMA,
  type Stamp,
  sizeOfPicture,
  stampOf,
  WRAP,
} from '../compositor';
import { createResources, type Resources } from './resources';
import type { Target } from './texture';

/** The blur works at a quarter of the frame's size: far below what its smallest sigma removes. */
const BLUR_SCALE = 1 / 4;
const SOFT_SCALE = 1 / 8;

/** All of a frame or a picture. */
const ALL = rectVector(WHOLE);

/** A matte of nobody: the backdrop alone. */
const NOBODY: Matte = {
  size: { width: 1, height: 1 },
  region: WHOLE,
  coefficients: new Float32Array(4),
};

const KINDS = { color: 0, image: 1, blur: 2 } as const;

/** What has to speak for hardware: nothing, the browser (it claims no major caveat), or the driver's name as well. */
type Hardware = 'any' | 'claimed' | 'named';
/** Drivers that draw on the CPU, by what they call themselves. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|swrast|software|basic render/i;

/**
 * Makes the WebGL2 compositor on a canvas of its own. Throws DeviceMissing where there is no WebGL2 on such
 * hardware that can draw into half floats. Its methods throw DeviceLost once the context is.
 */
export function createGlCompositor(hardware: Hardware = 'any'): Compositor {
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    desynchronized: true,
    failIfMajorPerformanceCaveat: hardware !== 'any',
    powerPreference: 'low-power',
  });
  if (!gl) throw new DeviceMissing('expected WebGL2');
  const disposer = createDisposer();
  // Added first, so it runs last: gives the memory back now, not when the collector comes round.
  disposer.add(() => gl.getExtension('WEBGL_lose_context')?.loseContext());
  try {
    if (hardware === 'named' && SOFTWARE.test(driverOf(gl)))
      throw new DeviceMissing('expected hardware');
    if (
      !gl.getExtension('EXT_color_buffer_float') &&
      !gl.getExtension('EXT_color_buffer_half_float')
    )
      throw new DeviceMissing('expected half float targets');
    return compositorOn(canvas, gl, createResources(gl, disposer), disposer.dispose);
  } catch (error) {
    disposer.dispose();
    throw error;
  }
}

/** Firefox gives the driver's name, or one like it, without the extension. */
function driverOf(gl: WebGL2RenderingContext): string {
  const named = gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL;
  return String(gl.getParameter(named ?? gl.RENDERER));
}

function compositorOn(
  canvas: OffscreenCanvas,
  gl: WebGL2RenderingContext,
  resources: Resources,
  dispose: () => void,
): Compositor {
  const { shrink, takeBackground, blur, over, magnify, inputOf, tiny } = resources;
  const { background, local, person, own } = resources;
  const ramp = [RAMP_LOW, RAMP_HIGH];
  const held = new Map<LoadedFrame, WebGLTexture>();
  /** The frame that is drawn. */
  let shown: WebGLTexture = resources.frames[0];
  let loadedPicture: ImageBitmap | VideoFrame | undefined;
  let matteRegion = ALL;

  const checkDevice = () => {
    if (gl.isContextLost()) throw new DeviceLost('expected a live WebGL context');
  };

  /** Draws from this frame from now on, and as large as it is. */
  const show = (loaded: LoadedFrame) => {
    checkDevice();
    const texture = held.get(loaded);
    if (!texture) throw new Error('expected a frame that is loaded');
    shown = texture;
    if (canvas.width !== loaded.width) canvas.width = loaded.width;
    if (canvas.height !== loaded.height) canvas.height = loaded.height;
  };

  const loadMatte = ({ size, region, coefficients }: Matte) => {
    matteRegion = rectVector(region);
    gl.bindTexture(gl.TEXTURE_2D, resources.matte);
    const { width, height } = size;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA16F, width, height, 0, gl.RGBA, gl.FLOAT, coefficients);
  };

  const loadPicture = (picture: ImageBitmap | VideoFrame) => {
    gl.bindTexture(gl.TEXTURE_2D, resources.picture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, picture);
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    loadedPicture = picture;
  };

  /** Blurs the weighted colours of `from` into `into`, by a sigma in frame heights. */
  const spread = (from: Target, into: Target, sigma: number) => {
    const { between } = resources;
    const { width, height } = from;
    for (const target of [between, into]) target.resize(from);
    const u_sigma = sigma * height;
    blur.draw(between, { u_source: from.texture, u_step: [1 / width, 0], u_sigma });
    blur.draw(into, { u_source: between.texture, u_step: [0, 1 / height], u_sigma });
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
      u_backdrop: textureOf(backdrop),
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

  /** Draws what the backdrop needs, and gives its texture. */
  const textureOf = (backdrop: Backdrop): WebGLTexture => {
    if (backdrop.kind === 'blur') {
      const [, contact, far] = blurSteps(backdrop.strength);
      spread(local, resources.contact, contact);
      spread(resources.contact, resources.far, far);
      return resources.far.texture;
    }
    if (backdrop.kind === 'image') drawSoft(backdrop.picture);
    return resources.picture;
  };

  /** Loads the picture and draws its light, once for each picture and size of frame. */
  const drawSoft = (picture: ImageBitmap | VideoFrame) => {
    const { soft } = resources;
    const size = scaled(canvas, SOFT_SCALE);
    if (picture === loadedPicture && soft.width === size.width && soft.height === size.height)
      return;
    loadPicture(picture);
    resources.far.resize(size);
    const u_region = fillVector(picture, canvas);
    const u_pixel = [u_region[2] / size.width, u_region[3] / size.height];
    shrink.draw(resources.far, { u_frame: resources.picture, u_region, u_pixel, u_taps: 4 });
    spread(resources.far, soft, SOFT_SIGMA);
  };

  return {
    load: async (frame) => {
      checkDevice();
      const taken = [...held.values()];
      const texture = resources.frames.find((each) => !taken.includes(each));
      if (!texture) throw new Error(`expected at most ${MOST_LOADED} loaded frames`);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, frame);
      const loaded = stampOf(frame);
      held.set(loaded, texture);
      return loaded;
    },
    release: (loaded) => held.delete(loaded),
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

function scaled({ width, height }: Size, scale: number): Size {
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

function fillVector(picture: ImageBitmap | VideoFrame, frame: Size): number[] {
  return rectVector(fillRect(sizeOfPicture(picture), frame));
}

function rectVector({ x, y, width, height }: Rect): number[] {
  return [x, y, width, height];
}
