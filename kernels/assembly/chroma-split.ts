/** See src/compositor/planes/chroma-split.ts. count: pairs. */
export function chromaSplit(pairs: usize, u: usize, v: usize, count: i32): void {
  let i = 0;
  for (; i + 16 <= count; i += 16) {
    const a = v128.load(pairs + 2 * i);
    const b = v128.load(pairs + 2 * i + 16);
    v128.store(
      u + i,
      v128.shuffle<i8>(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30),
    );
    v128.store(
      v + i,
      v128.shuffle<i8>(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31),
    );
  }
  for (; i < count; i++) {
    store<u8>(u + i, load<u8>(pairs + 2 * i));
    store<u8>(v + i, load<u8>(pairs + 2 * i + 1));
  }
}
