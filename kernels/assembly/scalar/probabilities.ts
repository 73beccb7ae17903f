/** Bytes as numbers 0..1. */
export function probabilities(bytes: usize, mask: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<f32>(mask + 4 * i, <f32>load<u8>(bytes + i) / 255);
}
