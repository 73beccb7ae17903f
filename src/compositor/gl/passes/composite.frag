#version 300 es
// In: the frame, its matte and a backdrop. Out: the person in front of the backdrop, opaque.
// Colour space: as the frame. Cost: 3 reads.
precision highp float;
uniform sampler2D u_frame;
uniform sampler2D u_matte;
uniform sampler2D u_backdrop;
uniform vec4 u_region; // the part of the frame that the matte covers
uniform vec2 u_coverage;
uniform int u_kind; // 0 colour, 1 picture, 2 blurred room
uniform vec3 u_color;
uniform vec4 u_cover; // the part of the picture that fills the frame: x, y, width, height
in vec2 v_uv;
out vec4 color;

// Opacity of the person at a place of that colour; nobody is outside the matte's region.
float opacity(vec2 uv, vec3 rgb) {
  vec2 at = (uv - u_region.xy) / u_region.zw;
  if (at != clamp(at, 0.0, 1.0)) return 0.0;
  vec4 matte = texture(u_matte, at);
  float raw = dot(matte.rgb, rgb) + matte.a;
  return clamp((raw - u_coverage.x) / (u_coverage.y - u_coverage.x), 0.0, 1.0);
}

vec3 backdrop() {
  if (u_kind == 0) return u_color;
  if (u_kind == 1) return texture(u_backdrop, u_cover.xy + v_uv * u_cover.zw).rgb;
  vec4 weighted = texture(u_backdrop, v_uv);
  return weighted.rgb / max(weighted.a, 1e-4);
}

void main() {
  vec3 rgb = texture(u_frame, v_uv).rgb;
  color = vec4(mix(backdrop(), rgb, opacity(v_uv, rgb)), 1.0);
}
