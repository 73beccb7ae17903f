#version 300 es
// In: the frame and the matte. Out, at a quarter of the size: the room's colour times its weight,
// and the weight. The person weighs nothing, so the blur that follows has no halo.
// Colour space: as the frame. Cost: 4 reads of the frame, 4 of the matte.
precision highp float;
uniform sampler2D u_frame;
uniform sampler2D u_matte;
uniform vec2 u_coverage;
uniform vec2 u_pixel; // size of one destination pixel, in fractions of the frame
in vec2 v_uv;
out vec4 weighted;

void main() {
  weighted = vec4(0.0);
  for (int y = 0; y < 2; y++) {
    for (int x = 0; x < 2; x++) {
      vec2 uv = v_uv + (vec2(x, y) - 0.5) * 0.5 * u_pixel;
      vec3 rgb = texture(u_frame, uv).rgb;
      vec4 matte = texture(u_matte, uv);
      float alpha = (dot(matte.rgb, rgb) + matte.a - u_coverage.x) / (u_coverage.y - u_coverage.x);
      weighted += vec4(rgb, 1.0) * (1.0 - clamp(alpha, 0.0, 1.0)) * 0.25;
    }
  }
}
