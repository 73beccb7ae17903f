/** count: pairs. */
export function chromaSplit(pairs: usize, u: usize, v: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    store<u8>(u + i, load<u8>(pairs + 2 * i));
    store<u8>(v + i, load<u8>(pairs + 2 * i, 1));
  }
}
