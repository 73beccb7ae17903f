#version 300 es
// In: the frame and the matte. Out, at a quarter of the size: the room's colour times its weight,
// and the weight. The person weighs nothing, so the blur that follows has no halo.
// Colour space: as the frame. Cost: 4 reads of the frame, 4 of the matte.
precision highp float;
uniform sampler2D u_frame;
uniform sampler2D u_matte;
uniform vec4 u_region; // the part of the frame that the matte covers
uniform vec2 u_coverage;
uniform vec2 u_pixel; // size of one destination pixel, in fractions of the frame
in vec2 v_uv;
out vec4 weighted;

// Opacity of the person at a place of that colour; nobody is outside the matte's region.
float opacity(vec2 uv, vec3 rgb) {
  vec2 at = (uv - u_region.xy) / u_region.zw;
  if (at != clamp(at, 0.0, 1.0)) return 0.0;
  vec4 matte = texture(u_matte, at);
  float raw = dot(matte.rgb, rgb) + matte.a;
  return clamp((raw - u_coverage.x) / (u_coverage.y - u_coverage.x), 0.0, 1.0);
}

void main() {
  weighted = vec4(0.0);
  for (int y = 0; y < 2; y++) {
    for (int x = 0; x < 2; x++) {
      vec2 uv = v_uv + (vec2(x, y) - 0.5) * 0.5 * u_pixel;
      vec3 rgb = texture(u_frame, uv).rgb;
      weighted += vec4(rgb, 1.0) * (1.0 - opacity(uv, rgb)) * 0.25;
    }
  }
}
