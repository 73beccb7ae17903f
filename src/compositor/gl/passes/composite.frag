#version 300 es
// In: the frame, its matte, the background near each place (linear light, weighted) and a backdrop.
// Out: the person in front of the backdrop, opaque. Colour space: as the frame. Cost: 6 reads.
precision highp float;
uniform sampler2D u_frame;
uniform sampler2D u_local;
uniform sampler2D u_own; // the person's light near each place, as u_local
uniform sampler2D u_backdrop; // the picture, or the blurred background
uniform sampler2D u_contact; // the blurred background as it is where it touches the person
uniform sampler2D u_soft; // the picture's light, without its shapes
uniform int u_kind; // 0 colour, 1 picture, 2 blurred background
uniform vec3 u_color;
uniform vec4 u_fill; // the part of the picture that fills the frame: x, y, width, height
uniform vec2 u_apart; // weights of the background from which on it is blurred more, and wholly
uniform float u_wrap; // most light of the backdrop on the person
uniform float u_height; // of the frame in pixels
in vec2 v_uv;
out vec4 color;

// include matte.glsl
// include dither.glsl
// include LEAST_WEIGHT

// The frame's own pixel, counted from the top.
ivec2 pixel() {
  return ivec2(gl_FragCoord.x, v_uv.y * u_height);
}

vec3 blurred() {
  vec4 far = texture(u_backdrop, v_uv);
  vec4 contact = texture(u_contact, v_uv);
  // The weight tells how far the person is: a half at the outline, one where nobody is near.
  float apart = smoothstep(u_apart.x, u_apart.y, far.a);
  vec3 light = mix(contact.rgb / max(contact.a, 1e-4), far.rgb / max(far.a, 1e-4), apart);
  return sqrt(light) + dither(pixel());
}

vec3 backdrop() {
  if (u_kind == 0) return u_color;
  if (u_kind == 1) return texture(u_backdrop, u_fill.xy + v_uv * u_fill.zw).rgb;
  return blurred();
}

vec3 softLight() {
  return u_kind == 0 ? u_color : texture(u_soft, v_uv).rgb;
}

void main() {
  vec3 rgb = texture(u_frame, v_uv).rgb;
  float alpha = opacity(v_uv, rgb);
  vec3 person = rgb * alpha;
  vec4 background = texture(u_local, v_uv);
  if (background.a > LEAST_WEIGHT) {
    // A half covered pixel shows alpha parts of the person and the rest of the background behind: taking
    // the background out leaves the person's own colour, so hair before a bright window has no bright rim.
    vec3 behind = sqrt(background.rgb / background.a);
    person = clamp(rgb - (1.0 - alpha) * behind, vec3(0.0), vec3(alpha));
  }
  vec4 own = texture(u_own, v_uv);
  if (own.a > LEAST_WEIGHT) {
    // The less of the person a pixel shows, the less is known of their colour: it is that of the person nearby.
    float lent = (1.0 - alpha) * (1.0 - alpha);
    person = mix(person, alpha * sqrt(own.rgb / own.a), lent);
  }
  vec3 over = person + (1.0 - alpha) * backdrop();
  // Light wrap: the backdrop shines round the person's outline, as the background behind once did.
  float wrap = u_wrap * alpha * clamp(2.0 * (background.a - LEAST_WEIGHT), 0.0, 1.0);
  color = vec4(wrap > 0.0 ? mix(over, softLight(), wrap) : over, 1.0);
}
