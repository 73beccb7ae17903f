import { type LoadedFrame, MOST_LOADED, stampOf } from '../compositor';

/** The frames that are loaded, each in a texture. */
export type FrameTextures = {
  load(frame: VideoFrame): LoadedFrame;
  release(loaded: LoadedFrame): void;
  /** Throws for a frame that is not loaded. */
  of(loaded: LoadedFrame): WebGLTexture;
};

/** textures: MOST_LOADED of them. */
export function createFrameTextures(
  gl: WebGL2RenderingContext,
  textures: readonly WebGLTexture[],
): FrameTextures {
  const held = new Map<LoadedFrame, WebGLTexture>();
  return {
    load: (frame) => {
      const taken = [...held.values()];
      const texture = textures.find((each) => !taken.includes(each));
      if (!texture) throw new Error(`expected at most ${MOST_LOADED} loaded frames`);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, frame);
      const loaded = stampOf(frame);
      held.set(loaded, texture);
      return loaded;
    },
    release: (loaded) => held.delete(loaded),
    of: (loaded) => {
      const texture = held.get(loaded);
      if (!texture) throw new Error('expected a frame that is loaded');
      return texture;
    },
  };
}
