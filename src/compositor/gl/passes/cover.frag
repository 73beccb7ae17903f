#version 300 es
// In: a picture of a few pixels. Out: the same, drawn as large as the frame with a cubic B-spline,
// which has no corners and shows no pixels, and dithered. Cost: 16 reads.
precision highp float;
uniform sampler2D u_tiny;
uniform vec2 u_size; // of the tiny picture, in pixels
uniform float u_height; // of the frame in pixels
in vec2 v_uv;
out vec4 color;

// include dither.glsl

vec4 weights(float t) {
  vec4 powers = vec4(1.0, t, t * t, t * t * t);
  return vec4(
    dot(powers, vec4(1.0, -3.0, 3.0, -1.0)),
    dot(powers, vec4(4.0, 0.0, -6.0, 3.0)),
    dot(powers, vec4(1.0, 3.0, 3.0, -3.0)),
    powers.w
  ) / 6.0;
}

void main() {
  vec2 place = v_uv * u_size - 0.5;
  vec2 first = floor(place);
  vec4 across = weights(place.x - first.x);
  vec4 down = weights(place.y - first.y);
  vec3 sum = vec3(0.0);
  for (int y = 0; y < 4; y++) {
    for (int x = 0; x < 4; x++) {
      ivec2 at = ivec2(clamp(first + vec2(x, y) - 1.0, vec2(0.0), u_size - 1.0));
      sum += across[x] * down[y] * texelFetch(u_tiny, at, 0).rgb;
    }
  }
  color = vec4(sum + dither(ivec2(gl_FragCoord.x, v_uv.y * u_height)), 1.0);
}
