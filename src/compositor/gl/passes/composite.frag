#version 300 es
// In: the frame, its matte, the room near each place (linear light, weighted) and a backdrop.
// Out: the person in front of the backdrop, opaque. Colour space: as the frame. Cost: 4 reads.
precision highp float;
uniform sampler2D u_frame;
uniform sampler2D u_room;
uniform sampler2D u_backdrop;
uniform int u_kind; // 0 colour, 1 picture, 2 blurred room
uniform vec3 u_color;
uniform vec4 u_cover; // the part of the picture that fills the frame: x, y, width, height
in vec2 v_uv;
out vec4 color;

// include matte.glsl

vec3 backdrop() {
  if (u_kind == 0) return u_color;
  if (u_kind == 1) return texture(u_backdrop, u_cover.xy + v_uv * u_cover.zw).rgb;
  vec4 light = texture(u_backdrop, v_uv);
  return sqrt(light.rgb / max(light.a, 1e-4));
}

void main() {
  vec3 rgb = texture(u_frame, v_uv).rgb;
  float alpha = opacity(v_uv, rgb);
  vec3 person = rgb * alpha;
  vec4 room = texture(u_room, v_uv);
  if (room.a > 0.02) {
    // A half covered pixel shows alpha parts of the person and the rest of the room behind: taking
    // the room out leaves the person's own colour, so hair before a bright window has no bright rim.
    vec3 behind = sqrt(room.rgb / room.a);
    person = clamp(rgb - (1.0 - alpha) * behind, vec3(0.0), vec3(alpha));
  }
  color = vec4(person + (1.0 - alpha) * backdrop(), 1.0);
}
