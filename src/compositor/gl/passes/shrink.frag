#version 300 es
// In: the frame. Out: the frame at a smaller size, each pixel the mean of 4x4 places of its area.
// Colour space: as the frame. Cost: 4 bilinear reads of 2x2 pixels, or 16 reads where u_taps is 4.
precision highp float;
uniform sampler2D u_frame;
uniform vec4 u_region; // the part of the frame that is drawn: x, y, width, height, in fractions
uniform vec2 u_pixel; // size of one destination pixel, in fractions of the frame
uniform int u_taps; // reads per side
in vec2 v_uv;
out vec4 color;

void main() {
  vec3 sum = vec3(0.0);
  for (int y = 0; y < u_taps; y++) {
    for (int x = 0; x < u_taps; x++) {
      vec2 place = (vec2(x, y) + 0.5) / float(u_taps) - 0.5;
      sum += texture(u_frame, u_region.xy + v_uv * u_region.zw + place * u_pixel).rgb;
    }
  }
  color = vec4(sum / float(u_taps * u_taps), 1.0);
}
