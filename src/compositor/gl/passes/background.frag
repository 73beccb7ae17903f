#version 300 es
// In: the frame and the matte. Out, at a quarter of the size: the background's light times its weight, and
// the weight. The person weighs nothing, so the blurs that follow have no halo. Or the person so.
// Colour space: linear light, so that bright spots stay bright. Cost: 4 reads of frame and matte.
precision highp float;
uniform sampler2D u_frame;
uniform int u_person; // 1 for the person, 0 for the background
uniform vec2 u_pixel; // size of one destination pixel, in fractions of the frame
in vec2 v_uv;
out vec4 weighted;

// include matte.glsl

void main() {
  weighted = vec4(0.0);
  for (int y = 0; y < 2; y++) {
    for (int x = 0; x < 2; x++) {
      vec2 uv = v_uv + (vec2(x, y) - 0.5) * 0.5 * u_pixel;
      vec3 rgb = texture(u_frame, uv).rgb;
      // Gamma 2 stands for the display's curve: a product and a root, and close enough for light.
      float alpha = opacity(uv, rgb);
      weighted += vec4(rgb * rgb, 1.0) * (u_person == 1 ? alpha : 1.0 - alpha) * 0.25;
    }
  }
}
