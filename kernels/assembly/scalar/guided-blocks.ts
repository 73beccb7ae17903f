import { BACKGROUND, BLOCK, CERTAIN, FOREGROUND } from '../../../src/kernels/constants';

/** What each block holds, without its neighbours. columns: a multiple of 8. */
export function guidedBlocks(mask: usize, contents: usize, columns: i32, height: i32): void {
  const across = columns / BLOCK;
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = min(height, top + BLOCK);
    for (let block = 0; block < across; block++) {
      let least: f64 = 1;
      let most: f64 = 0;
      for (let y = top; y < bottom; y++) {
        const row = mask + 4 * (y * columns + block * BLOCK);
        for (let at = row; at < row + 4 * BLOCK; at += 4) {
          const p: f64 = load<f32>(at);
          if (p < least) least = p;
          if (p > most) most = p;
        }
      }
      const content = (least < 1 - CERTAIN ? BACKGROUND : 0) | (most > CERTAIN ? FOREGROUND : 0);
      store<u8>(contents + (top / BLOCK) * across + block, <u8>content);
    }
  }
}
