uniform sampler2D u_matte;
uniform vec4 u_region; // the part of the frame that the matte covers
uniform vec2 u_ramp; // raw opacities of background and of person

// Opacity of the person at a place of that colour; nobody is outside the matte's region.
float opacity(vec2 uv, vec3 rgb) {
  vec2 at = (uv - u_region.xy) / u_region.zw;
  if (at != clamp(at, 0.0, 1.0)) return 0.0;
  vec4 matte = texture(u_matte, at);
  float raw = dot(matte.rgb, rgb) + matte.a;
  return clamp((raw - u_ramp.x) / (u_ramp.y - u_ramp.x), 0.0, 1.0);
}
