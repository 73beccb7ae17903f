#version 300 es
// In: weighted colours. Out: the same, blurred along one direction by a gaussian cut at 2.5 sigma.
// Two neighbours are read at once, between them, by their weights. Cost: up to 21 bilinear reads.
precision highp float;
uniform sampler2D u_source;
uniform vec2 u_step; // one source pixel along the direction, in fractions of the source
uniform float u_sigma; // in source pixels
in vec2 v_uv;
out vec4 blurred;

void main() {
  float scale = -0.5 / (u_sigma * u_sigma);
  vec4 sum = texture(u_source, v_uv);
  float total = 1.0;
  int reach = int(ceil(2.5 * u_sigma));
  for (int i = 1; i <= reach; i += 2) {
    float near = exp(scale * float(i * i));
    float far = exp(scale * float((i + 1) * (i + 1)));
    float both = near + far;
    vec2 offset = u_step * (float(i) + far / both);
    sum += both * (texture(u_source, v_uv + offset) + texture(u_source, v_uv - offset));
    total += 2.0 * both;
  }
  blurred = sum / total;
}
