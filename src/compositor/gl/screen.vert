#version 300 es
// One triangle that covers the destination. v_uv: 0..1, (0, 0) is the picture's top left corner.
uniform float u_flip;
out vec2 v_uv;

void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  v_uv = vec2(corner.x, mix(corner.y, 1.0 - corner.y, u_flip));
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}
