import screenVert from './screen.vert?raw';

/** A value for a uniform: a number, a vector, or a texture for a sampler. */
type UniformValue = number | readonly number[] | WebGLTexture;

/** Where a pass draws: a framebuffer, or the canvas (null), with its size in pixels. */
export type Destination = {
  readonly framebuffer: WebGLFramebuffer | null;
  readonly width: number;
  readonly height: number;
};

/** A fragment shader over the whole destination. U names its uniforms as the shader does. */
export type Pass<U extends Record<string, UniformValue>> = {
  draw(destination: Destination, uniforms: U): void;
  dispose(): void;
};

/** Compiles a pass. Throws with the driver's log when the shader is refused. */
export function createPass<U extends Record<string, UniformValue>>(
  gl: WebGL2RenderingContext,
  frag: string,
): Pass<U> {
  const program = link(gl, screenVert, frag);
  const setters = uniformSetters(gl, program);
  const flip = gl.getUniformLocation(program, 'u_flip');

  return {
    draw: ({ framebuffer, width, height }, uniforms) => {
      gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
      gl.viewport(0, 0, width, height);
      gl.useProgram(program);
      // Textures hold the picture's top row first; a canvas shows its last row on top.
      gl.uniform1f(flip, framebuffer ? 0 : 1);
      for (const [name, value] of Object.entries(uniforms)) setters.get(name)?.(value);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
    dispose: () => gl.deleteProgram(program),
  };
}

function link(gl: WebGL2RenderingContext, vert: string, frag: string): WebGLProgram {
  const program = gl.createProgram();
  const shaders = [compile(gl, gl.VERTEX_SHADER, vert), compile(gl, gl.FRAGMENT_SHADER, frag)];
  for (const shader of shaders) gl.attachShader(program, shader);
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    const logs = [...shaders.map((shader) => gl.getShaderInfoLog(shader))];
    throw new Error(`expected a shader that links: ${gl.getProgramInfoLog(program)} ${logs}`);
  }
  for (const shader of shaders) gl.deleteShader(shader);
  return program;
}

function compile(gl: WebGL2RenderingContext, type: number, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (!shader) throw new Error('expected a shader object');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
}

/** One setter for each active uniform, by the type the shader declares. */
function uniformSetters(gl: WebGL2RenderingContext, program: WebGLProgram) {
  const setters = new Map<string, (value: UniformValue) => void>();
  const count: number = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS) ?? 0;
  let unit = 0;
  for (let index = 0; index < count; index++) {
    const info = gl.getActiveUniform(program, index);
    if (!info) continue;
    const at = gl.getUniformLocation(program, info.name);
    if (info.type === gl.SAMPLER_2D) {
      const own = unit++;
      setters.set(info.name, (texture) => {
        gl.activeTexture(gl.TEXTURE0 + own);
        gl.bindTexture(gl.TEXTURE_2D, texture as WebGLTexture);
        gl.uniform1i(at, own);
      });
    } else {
      setters.set(info.name, vectorSetter(gl, at, info.type));
    }
  }
  return setters;
}

function vectorSetter(
  gl: WebGL2RenderingContext,
  at: WebGLUniformLocation | null,
  type: number,
): (value: UniformValue) => void {
  switch (type) {
    case gl.INT:
      return (value) => gl.uniform1i(at, value as number);
    case gl.FLOAT:
      return (value) => gl.uniform1f(at, value as number);
    case gl.FLOAT_VEC2:
      return (value) => gl.uniform2fv(at, value as number[]);
    case gl.FLOAT_VEC3:
      return (value) => gl.uniform3fv(at, value as number[]);
    case gl.FLOAT_VEC4:
      return (value) => gl.uniform4fv(at, value as number[]);
    default:
      throw new Error(`expected a number, a vector or a sampler, not type ${type}`);
  }
}
