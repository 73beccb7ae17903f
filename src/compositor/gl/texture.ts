import type { Size } from '../../shared/geometry';
import type { Destination } from './pass';

/** A texture a pass can draw into. */
export type Target = Destination & {
  readonly texture: WebGLTexture;
  /** Makes the texture this large; does nothing when it is already. */
  resize(size: Size): void;
  dispose(): void;
};

/** An empty texture, read bilinearly and held at its edges. */
export function createTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}

/** A target of 1x1 until it is resized. format: RGBA8, or RGBA16F where more than 0..1 is needed. */
export function createTarget(
  gl: WebGL2RenderingContext,
  format: WebGL2RenderingContext['RGBA8'] | WebGL2RenderingContext['RGBA16F'],
): Target {
  const texture = createTexture(gl);
  const framebuffer = gl.createFramebuffer();
  const type = format === gl.RGBA8 ? gl.UNSIGNED_BYTE : gl.HALF_FLOAT;
  let width = 0;
  let height = 0;

  const resize = (size: Size) => {
    if (size.width === width && size.height === height) return;
    ({ width, height } = size);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, format, width, height, 0, gl.RGBA, type, null);
  };
  resize({ width: 1, height: 1 });
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);

  return {
    texture,
    framebuffer,
    get width() {
      return width;
    },
    get height() {
      return height;
    },
    resize,
    dispose: () => {
      gl.deleteFramebuffer(framebuffer);
      gl.deleteTexture(texture);
    },
  };
}
